package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ObjectValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wait before a request is repeated (ERR-10, OP-19). */
final class RetryWait implements EffectAction {
    private static final int SECONDS_DIGITS_MAX = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final boolean fullJitter;

    RetryWait(boolean fullJitter) {
        this.fullJitter = fullJitter;
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        long retry = (Long) Objects.requireNonNull(operands[0]);
        long delay =
                context.retryDelayNanos(retry, operands[1], operands[2], operands[3], fullJitter);
        return context.waitBeforeRetry(Math.max(delay, leastNanos(operands[4])));
    }

    /** Returns what {@code Retry-After} asks for; a date in it counts as nothing. */
    private static long leastNanos(@Nullable Object response) {
        if (response instanceof ObjectValue reply
                && reply.get("headers") instanceof ObjectValue headers
                && headers.get("retry-after") instanceof String text
                && !text.isEmpty()
                && text.length() <= SECONDS_DIGITS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Long.parseLong(text) * NANOS_PER_SECOND;
        }
        return 0;
    }
}
