package dev.tiercel.runtime.effect;

import java.time.Duration;

/**
 * How long an effect may take: the shorter of its own limit and what is left until the deadline of
 * the request (OP-40). Immutable.
 *
 * @param ownNanos what is left of the limit that the operation gives, 0 if it gives none
 * @param leftNanos time until the deadline
 * @param givenNanos the limit that the operation gives
 */
public record TimeLimit(long ownNanos, long leftNanos, long givenNanos) {
    public TimeLimit(long ownNanos, long leftNanos) {
        this(ownNanos, leftNanos, ownNanos);
    }

    /** Returns this limit with the one that holds if the operation gives none. */
    public TimeLimit orElse(Duration otherwise) {
        return ownNanos > 0 ? this : new TimeLimit(otherwise.toNanos(), leftNanos);
    }

    /** Returns the time that the effect may take, in nanoseconds. */
    public long nanos() {
        return ownNanos > 0 ? Math.min(ownNanos, leftNanos) : leftNanos;
    }

    /** Returns this limit after some time has passed. */
    public TimeLimit after(long elapsedNanos) {
        long own = ownNanos > 0 ? Math.max(1, ownNanos - elapsedNanos) : 0;
        return new TimeLimit(own, Math.max(0, leftNanos - elapsedNanos), givenNanos);
    }

    /** Returns what to throw when the time is over. */
    public EffectFailure exceeded(String what) {
        boolean isDeadline = ownNanos <= 0 || leftNanos < ownNanos;
        return isDeadline
                ? new EffectFailure(
                        EffectFailure.Kind.DEADLINE, what + " passed the deadline of the request")
                : new EffectFailure(
                        EffectFailure.Kind.TIMED_OUT,
                        what
                                + " took longer than "
                                + Duration.ofNanos(givenNanos).toMillis()
                                + " ms");
    }
}
