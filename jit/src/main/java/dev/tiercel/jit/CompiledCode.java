package dev.tiercel.jit;

import dev.tiercel.ir.Program;
import dev.tiercel.jit.emit.ClassEmitter;
import dev.tiercel.jit.emit.ClassListing;
import dev.tiercel.jit.emit.ClassSource;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.RoutineInvoker;

/**
 * A program as a class of the JVM. Thread-safe; the class lives as long as this object or its
 * executable.
 */
public final class CompiledCode {
    private final Executable executable;
    private final RoutineInvoker invoker;
    private final CodeStatistics statistics;
    private final Program program;
    private final ClassEmitter emitter;

    CompiledCode(
            Executable executable,
            CodeStatistics statistics,
            Program program,
            ClassEmitter emitter) {
        this.executable = executable;
        this.invoker = (RoutineInvoker) executable;
        this.statistics = statistics;
        this.program = program;
        this.emitter = emitter;
    }

    public Executable executable() {
        return executable;
    }

    public RoutineInvoker invoker() {
        return invoker;
    }

    public CodeStatistics statistics() {
        return statistics;
    }

    /** Returns where the code comes from. */
    public ClassSource source() {
        return ClassSource.of(program);
    }

    /**
     * Returns the instructions of the class as text. The class is generated again: the emitter
     * gives the same bytes for the same program, and what nobody reads would take a tenth of the
     * memory of a route.
     */
    public String listing() {
        return ClassListing.of(emitter.emit(program).bytes());
    }
}
