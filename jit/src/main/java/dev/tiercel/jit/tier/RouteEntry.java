package dev.tiercel.jit.tier;

import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.pass.InliningReport;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.jit.CompileResult;
import dev.tiercel.jit.CompiledCode;
import dev.tiercel.jit.WhyNotCompiled;
import dev.tiercel.jit.replay.InputRecorder;
import dev.tiercel.runtime.Executable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What requests call for one revision of a unit: its current target, and what is known about it.
 * Thread-safe. A request reads the target once; whatever it reads answers alike.
 *
 * <p>The lock is held for changes of state only, never while code is generated or run.
 */
public final class RouteEntry {
    private final String unit;
    private final PassPipeline.Result optimized;
    private final Executable interpreted;
    private final UnitCompiler compiler;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile TierTarget target;

    // Guarded by the lock.
    private @Nullable InputRecorder recorder;
    private CallCounter interpretedCalls = new CallCounter();
    private CallCounter compiledCalls = new CallCounter();
    private UnitState state = UnitState.ACTIVE;
    private Optional<WhyNotCompiled> whyNot = Optional.empty();
    private UnitStatistics.@Nullable Compilations compilations;
    private int recompiles;
    private boolean isRetired;

    /** Number of the compilation that is wanted; any other is out of date. */
    private int wanted;

    RouteEntry(String unit, PassPipeline.Result optimized, UnitCompiler compiler) {
        this.unit = unit;
        this.optimized = optimized;
        this.compiler = compiler;
        this.interpreted = InterpretedProgram.of(optimized.program());
        this.recorder = newRecorder();
        this.target = interpretedTarget();
    }

    /** Returns the name for people, such as {@code checkout_api/logic}. */
    public String unit() {
        return unit;
    }

    /** Returns what a request runs; it counts its calls. */
    public Executable target() {
        return target;
    }

    /** Returns the program that runs, after all passes; its locations are those of errors. */
    public Program program() {
        return optimized.program();
    }

    /** Returns the passes in the order in which they ran. */
    public List<PassPipeline.Step> passes() {
        return optimized.steps();
    }

    /** Returns what became of calls of functions. */
    public InliningReport inlining() {
        return optimized.inlining();
    }

    public Tier tier() {
        return target.tier();
    }

    /** Returns the instructions of the class that runs as text; empty in the interpreter. */
    public Optional<String> listing() {
        return Optional.ofNullable(target.code()).map(CompiledCode::listing);
    }

    public UnitStatistics statistics() {
        lock.lock();
        try {
            TierTarget current = target;
            CallTimes times = interpretedCalls.times.plus(compiledCalls.times);
            return new UnitStatistics(
                    unit,
                    current.tier(),
                    state,
                    interpretedCalls.calls + compiledCalls.calls,
                    interpretedCalls.errors + compiledCalls.errors,
                    new UnitStatistics.Durations(
                            times.meanNanos(), times.quantileNanos(0.5), times.quantileNanos(0.99)),
                    List.of(
                            interpretedCalls.snapshot(),
                            compiledCalls.snapshot(),
                            new CallCounter().snapshot()),
                    Optional.ofNullable(compilations),
                    Optional.ofNullable(current.code()).map(CompiledCode::statistics),
                    recompiles,
                    whyNot);
        } finally {
            lock.unlock();
        }
    }

    /** Compiles the unit now, and lifts a pin; returns when it is done. */
    public void compile() {
        if (!compiler.isEnabled()) {
            return;
        }
        run(want(UnitState.COMPILING));
    }

    /** Pins the unit to the interpreter. Requests that run its class end there. */
    public void interpret() {
        lock.lock();
        try {
            wanted++;
            swap(interpretedTarget());
            state = UnitState.PINNED;
            whyNot = why(WhyNotCompiled.Code.PINNED, "Pinned to the interpreter by request");
        } finally {
            lock.unlock();
        }
    }

    /** Drops statistics and code, lifts a pin, and begins anew as {@link TierController#start}. */
    public void reset() {
        lock.lock();
        try {
            interpretedCalls = new CallCounter();
            compiledCalls = new CallCounter();
            compilations = null;
            recompiles = 0;
            recorder = newRecorder();
            wanted++;
            swap(interpretedTarget());
            state = UnitState.ACTIVE;
        } finally {
            lock.unlock();
        }
        begin();
    }

    /**
     * Ends the care for the unit: a compilation that is under way is discarded, and the class is
     * unloaded when the last request that has its target, and this entry, are gone.
     */
    public void retire() {
        lock.lock();
        try {
            if (isRetired) {
                return;
            }
            isRetired = true;
            wanted++;
            state = UnitState.ACTIVE;
            Optional.ofNullable(target.code()).ifPresent(compiler.ledger()::withdraw);
        } finally {
            lock.unlock();
        }
        TierEvents.retired(unit);
    }

    /** Does what the settings say about a unit that has just been started. */
    void begin() {
        TierSettings settings = compiler.settings();
        switch (settings.mode()) {
            case AUTO -> {
                int calls = settings.callsBeforeCompilation();
                if (calls == 0) {
                    queue();
                } else {
                    setWhyNot("Compiled after " + calls + " calls", WhyNotCompiled.Code.QUEUED);
                }
            }
            case INTERPRET ->
                    setWhyNot(
                            "The server is configured to interpret only",
                            WhyNotCompiled.Code.TIERING_OFF);
            case COMPILE -> compile();
        }
    }

    private void queue() {
        int number = want(UnitState.QUEUED);
        if (!compiler.queue(() -> run(number))) {
            run(number);
        }
    }

    private int want(UnitState next) {
        lock.lock();
        try {
            wanted++;
            if (!isRetired) {
                state = next;
                if (target.code() == null) {
                    whyNot = why(WhyNotCompiled.Code.QUEUED, "Waiting for the compiler");
                }
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void run(int number) {
        if (!isWanted(number)) {
            compiler.ledger().discard();
            return;
        }
        UnitCompiler.Compilation compilation = compiler.compile(unit, program(), recorder());
        compiler.ledger().end(accept(number, compilation), compilation.nanos());
    }

    private @Nullable InputRecorder newRecorder() {
        return compiler.settings().verify() ? new InputRecorder(program(), interpreted) : null;
    }

    private @Nullable InputRecorder recorder() {
        lock.lock();
        try {
            return recorder;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted(int number) {
        lock.lock();
        try {
            if (isRetired || number != wanted) {
                return false;
            }
            state = UnitState.COMPILING;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private CompilationOutcome accept(int number, UnitCompiler.Compilation compilation) {
        lock.lock();
        try {
            if (isRetired || number != wanted) {
                return CompilationOutcome.DISCARDED;
            }
            state = UnitState.ACTIVE;
            note(compilation.nanos());
            return switch (compilation.result()) {
                case CompileResult.Compiled(var code) -> {
                    if (target.code() != null) {
                        recompiles++;
                    }
                    compiler.ledger().publish(unit, code);
                    TierEvents.compiled(code, unit);
                    swap(TierTarget.compiled(code, compiledCalls));
                    whyNot = Optional.empty();
                    yield CompilationOutcome.COMPILED;
                }
                case CompileResult.Refused(var why) -> {
                    if (target.code() == null) {
                        whyNot = Optional.of(why);
                    }
                    yield CompilationOutcome.FAILED;
                }
            };
        } finally {
            lock.unlock();
        }
    }

    private void note(long nanos) {
        UnitStatistics.Compilations before = compilations;
        compilations =
                new UnitStatistics.Compilations(
                        before == null ? 1 : before.count() + 1,
                        nanos,
                        before == null ? nanos : before.totalNanos() + nanos,
                        Instant.now());
    }

    private void swap(TierTarget next) {
        TierTarget previous = target;
        target = next;
        if (previous.code() != null && !isRetired) {
            compiler.ledger().withdraw(previous.code());
        }
        TierEvents.swapped(unit, previous.tier(), next.tier());
    }

    private TierTarget interpretedTarget() {
        int calls = compiler.settings().callsBeforeCompilation();
        InputRecorder recording = recorder;
        return TierTarget.interpreted(
                recording == null ? interpreted : recording,
                interpretedCalls,
                calls == 0 || compiler.settings().mode() != TieringMode.AUTO
                        ? Long.MAX_VALUE
                        : calls,
                this::queue);
    }

    private void setWhyNot(String message, WhyNotCompiled.Code code) {
        lock.lock();
        try {
            whyNot = why(code, message);
        } finally {
            lock.unlock();
        }
    }

    private static Optional<WhyNotCompiled> why(WhyNotCompiled.Code code, String message) {
        return Optional.of(new WhyNotCompiled(code, message));
    }
}
