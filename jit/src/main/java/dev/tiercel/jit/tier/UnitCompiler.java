package dev.tiercel.jit.tier;

import dev.tiercel.ir.Program;
import dev.tiercel.jit.CompileResult;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.WhyNotCompiled;
import dev.tiercel.jit.replay.InputRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The compiler as units see it, with its queue and its account. Thread-safe; keeps no unit that
 * does not wait.
 */
final class UnitCompiler implements AutoCloseable {
    private final TierSettings settings;
    private final ProgramCompiler compiler;
    private final CompilerLedger ledger;
    private final CompileQueue queue;

    UnitCompiler(TierSettings settings, ProgramCompiler compiler, CompilationObserver observer) {
        this.settings = settings;
        this.compiler = compiler;
        this.ledger = new CompilerLedger(observer);
        this.queue = new CompileQueue(settings.compilerThreads(), settings.queueMax());
    }

    /** A compilation that ended. */
    record Compilation(CompileResult result, long nanos) {}

    TierSettings settings() {
        return settings;
    }

    CompilerLedger ledger() {
        return ledger;
    }

    boolean isEnabled() {
        return settings.mode() != TieringMode.INTERPRET;
    }

    /** Returns whether a compiler thread will run the task; false if the queue is full. */
    boolean queue(Runnable task) {
        return queue.offer(task);
    }

    /**
     * Compiles; the caller tells the ledger what became of it.
     *
     * @param recorder has the inputs on which a new class must answer as the interpreter; null if
     *     classes are not compared
     */
    Compilation compile(String unit, Program program, @Nullable InputRecorder recorder) {
        ledger.begin();
        long begin = System.nanoTime();
        CompileResult result =
                TierEvents.isRecorded()
                        ? recorded(unit, program, recorder)
                        : compare(compiler.compile(program), recorder);
        long nanos = System.nanoTime() - begin;
        return new Compilation(result, nanos);
    }

    private CompileResult recorded(String unit, Program program, @Nullable InputRecorder recorder) {
        TierEvents.Compilation event = new TierEvents.Compilation();
        event.begin();
        CompileResult result = compare(compiler.compile(program), recorder);
        event.unit = unit;
        switch (result) {
            case CompileResult.Compiled(var code) -> {
                event.bytecodeBytes = code.statistics().bytecodeBytes();
                event.largestMethodBytes = code.statistics().largestMethodBytes();
                event.commit();
            }
            case CompileResult.Refused(var why) -> {
                TierEvents.CompilationFailure failure = new TierEvents.CompilationFailure();
                failure.unit = unit;
                failure.code = why.code().name();
                failure.message = why.message();
                failure.commit();
            }
        }
        return result;
    }

    private static CompileResult compare(CompileResult result, @Nullable InputRecorder recorder) {
        if (recorder == null || !(result instanceof CompileResult.Compiled(var code))) {
            return result;
        }
        return recorder.difference(code.executable())
                .<CompileResult>map(difference ->
                        new CompileResult.Refused(
                                new WhyNotCompiled(WhyNotCompiled.Code.MISMATCH, difference)))
                .orElse(result);
    }

    CompilerStatistics statistics() {
        return ledger.snapshot(settings.compilerThreads(), queue.size());
    }

    @Override
    public void close() {
        queue.close();
    }
}
