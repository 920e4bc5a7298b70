package dev.tiercel.jit;

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
    private final byte[] bytes;

    CompiledCode(
            Executable executable,
            RoutineInvoker invoker,
            CodeStatistics statistics,
            byte[] bytes) {
        this.executable = executable;
        this.invoker = invoker;
        this.statistics = statistics;
        this.bytes = bytes;
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
        return ClassSource.of(bytes);
    }

    /** Returns the instructions of the class as text. */
    public String listing() {
        return ClassListing.of(bytes);
    }
}
