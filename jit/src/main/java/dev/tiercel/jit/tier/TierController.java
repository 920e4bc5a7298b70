package dev.tiercel.jit.tier;

import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;

/**
 * Starts units and compiles them as its settings say. Thread-safe. It does not know the units it
 * started, so that what nobody else holds is unloaded.
 */
public final class TierController implements AutoCloseable {
    private final TierSettings settings;
    private final PassPipeline passes;
    private final UnitCompiler compiler;
    private volatile boolean isClosed;

    public TierController(TierSettings settings) {
        this(settings, CompilationObserver.NONE);
    }

    /**
     * @param observer is told what became of compilations
     */
    public TierController(TierSettings settings, CompilationObserver observer) {
        this(
                settings,
                new ProgramCompiler(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime),
                observer);
    }

    /**
     * @param compiler makes the classes
     * @param observer is told what became of compilations
     */
    public TierController(
            TierSettings settings, ProgramCompiler compiler, CompilationObserver observer) {
        this.settings = settings;
        this.passes = new PassPipeline(new ConstantEvaluation(), settings.callDepthMax());
        this.compiler = new UnitCompiler(settings, compiler, observer);
    }

    public TierSettings settings() {
        return settings;
    }

    /**
     * Makes a unit run: in the interpreter at once, and compiled before this method returns or
     * later, as the settings say.
     *
     * @param unit name for people, such as {@code checkout_api/logic}
     * @param lowered the program as it came from the document
     * @return what requests call; to be retired when it is replaced
     */
    public RouteEntry start(String unit, Program lowered) {
        RouteEntry entry = new RouteEntry(unit, passes.run(lowered), compiler);
        entry.begin();
        TierEvents.published(unit);
        return entry;
    }

    /** Has flight recordings told which classes units run, until what is returned is closed. */
    public ChunkEvent chunkEvent() {
        return TierEvents.liveClasses(compiler.ledger());
    }

    public CompilerStatistics statistics() {
        return compiler.statistics();
    }

    /** Whether the compiler has been stopped. */
    public boolean isClosed() {
        return isClosed;
    }

    /** Stops the compiler. Units keep running as they are. */
    @Override
    public void close() {
        isClosed = true;
        compiler.close();
    }
}
