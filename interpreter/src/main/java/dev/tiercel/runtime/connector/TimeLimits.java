package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.effect.TimeLimit;
import org.jspecify.annotations.Nullable;

/** The time limits of operations. */
final class TimeLimits {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private TimeLimits() {}

    /**
     * @param milliseconds a number of at least 1, or null for none
     */
    static TimeLimit of(ExecutionContext context, @Nullable Object milliseconds) {
        long own =
                milliseconds == null
                        ? 0
                        : (long)
                                (Conversions.toDouble(context, milliseconds)
                                        * NANOS_PER_MILLISECOND);
        long left = context.nanosLeft();
        if (left <= 0) {
            throw context.deadlineExceeded();
        }
        return new TimeLimit(own, left);
    }
}
