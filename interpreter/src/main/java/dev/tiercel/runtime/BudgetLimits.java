package dev.tiercel.runtime;

/**
 * What one request or hook invocation may use (OP-36).
 *
 * @param fuel steps
 * @param deadlineMillis time from the moment the request head has been read
 * @param memoryBytes values built, by {@link MemoryCost}
 * @param callDepth nested calls of user functions
 * @param maxIterations iterations of {@code while} and {@code until} where the document gives no
 *     number
 */
public record BudgetLimits(
        long fuel, long deadlineMillis, long memoryBytes, int callDepth, long maxIterations) {
    /** The limits of a server without configuration. */
    public static final BudgetLimits DEFAULTS =
            new BudgetLimits(10_000_000, 30_000, 256L << 20, 256, 10_000);

    public BudgetLimits {
        if (fuel < 0
                || deadlineMillis < 0
                || memoryBytes < 0
                || callDepth < 0
                || maxIterations < 1) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }
}
