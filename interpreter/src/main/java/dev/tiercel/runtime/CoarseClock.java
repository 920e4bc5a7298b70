package dev.tiercel.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that is read at every loop iteration, and therefore only reads a field. Thread-safe.
 *
 * <p>Its time has the origin of {@link System#nanoTime} if it ticks; differences count, not
 * absolute values.
 */
public final class CoarseClock implements AutoCloseable {
    private volatile long nanos;
    private volatile boolean isClosed;

    private CoarseClock(long nanos) {
        this.nanos = nanos;
    }

    /** Returns a clock that a daemon thread advances once in a period, until it is closed. */
    public static CoarseClock ticking(Duration period) {
        CoarseClock clock = new CoarseClock(System.nanoTime());
        long periodNanos = period.toNanos();
        Thread.ofPlatform()
                .daemon()
                .name("tiercel-clock")
                .start(() -> {
                    while (!clock.isClosed) {
                        LockSupport.parkNanos(periodNanos);
                        clock.nanos = System.nanoTime();
                    }
                });
        return clock;
    }

    /** Returns a clock that stands still until it is {@linkplain #advance advanced}. */
    public static CoarseClock standing(long nanos) {
        return new CoarseClock(nanos);
    }

    /** Returns the time; at most a few milliseconds behind. */
    public long nanos() {
        return nanos;
    }

    /** Advances a standing clock; one thread does that. */
    public void advance(Duration duration) {
        long now = nanos;
        nanos = now + duration.toNanos();
    }

    /** Ends the thread of a ticking clock. */
    @Override
    public void close() {
        isClosed = true;
    }
}
