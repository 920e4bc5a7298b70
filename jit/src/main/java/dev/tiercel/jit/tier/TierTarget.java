package dev.tiercel.jit.tier;

import dev.tiercel.jit.CompiledCode;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import org.jspecify.annotations.Nullable;

/**
 * A program in one tier, whose calls are counted and some of them timed. Thread-safe; requests that
 * have it keep running it when it has been replaced.
 */
final class TierTarget implements Executable {
    /** One call in so many is timed. */
    static final int SAMPLE_PERIOD = 16;

    private final Tier tier;
    private final Executable executable;
    private final @Nullable CompiledCode code;
    private final CallCounter counter;
    private final long thresholdCalls;
    private final Runnable onThreshold;
    private long eventCalls;
    private boolean isThresholdPassed;

    private TierTarget(
            Tier tier,
            Executable executable,
            @Nullable CompiledCode code,
            CallCounter counter,
            long thresholdCalls,
            Runnable onThreshold) {
        this.tier = tier;
        this.executable = executable;
        this.code = code;
        this.counter = counter;
        this.thresholdCalls = thresholdCalls;
        this.onThreshold = onThreshold;
        this.eventCalls = Math.min(nextSample(counter.calls), thresholdCalls);
    }

    /**
     * @param thresholdCalls the call at whose beginning the action runs, once
     */
    static TierTarget interpreted(
            Executable executable, CallCounter counter, long thresholdCalls, Runnable onThreshold) {
        return new TierTarget(
                Tier.INTERPRETER, executable, null, counter, thresholdCalls, onThreshold);
    }

    static TierTarget compiled(CompiledCode code, CallCounter counter) {
        return new TierTarget(
                Tier.COMPILED, code.executable(), code, counter, Long.MAX_VALUE, () -> {});
    }

    Tier tier() {
        return tier;
    }

    /** Returns the generated class, null in the interpreter. */
    @Nullable CompiledCode code() {
        return code;
    }

    @Override
    public @Nullable Object execute(ExecutionContext context) {
        if (++counter.calls >= eventCalls) {
            return observe(context);
        }
        return call(context);
    }

    private @Nullable Object observe(ExecutionContext context) {
        long calls = counter.calls;
        eventCalls = nextSample(calls);
        if (calls < thresholdCalls) {
            eventCalls = Math.min(eventCalls, thresholdCalls);
        } else if (!isThresholdPassed) {
            isThresholdPassed = true;
            onThreshold.run();
        }
        if (calls % SAMPLE_PERIOD != 0) {
            return call(context);
        }
        long begin = System.nanoTime();
        try {
            return call(context);
        } finally {
            counter.times.record(System.nanoTime() - begin);
        }
    }

    private @Nullable Object call(ExecutionContext context) {
        try {
            return executable.execute(context);
        } catch (LogicError e) {
            counter.errors++;
            throw e;
        } catch (OutOfMemoryError e) {
            counter.errors++;
            throw context.heapExhausted();
        }
    }

    private static long nextSample(long calls) {
        return (calls / SAMPLE_PERIOD + 1) * SAMPLE_PERIOD;
    }
}
