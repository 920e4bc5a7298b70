package dev.tiercel.server.sql;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.TimeLimit;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * As many places as a pool has connections. Who waits for a connection waits here, in turn: the
 * pool itself would wait with a timer each, which wakes a thread each time. Thread-safe.
 */
final class PoolPlaces {
    private final String database;
    private final int count;
    private final StatementWatch watch;
    private final Semaphore free;

    PoolPlaces(String database, int count, StatementWatch watch) {
        this.database = database;
        this.count = count;
        this.watch = watch;
        this.free = new Semaphore(count, true);
    }

    /**
     * Takes a place.
     *
     * @param limit its own is the wait for a connection
     * @return whether there was one at once
     */
    boolean enter(TimeLimit limit) {
        try {
            if (free.tryAcquire(0, TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException _) {
            throw interrupted();
        }
        StatementWatch.Watched waiting =
                watch.watch(StatementWatch.interrupting(Thread.currentThread()), limit);
        try {
            free.acquire();
        } catch (InterruptedException _) {
            throw waiting.end() ? late(limit) : interrupted();
        }
        if (waiting.end()) {
            boolean _ = Thread.interrupted();
        }
        return false;
    }

    private EffectFailure late(TimeLimit limit) {
        boolean _ = Thread.interrupted();
        return tooLate(limit);
    }

    /** Returns what to throw when no connection has come in time. */
    EffectFailure tooLate(TimeLimit limit) {
        return limit.leftNanos() < limit.ownNanos()
                ? limit.exceeded("The wait for a connection to `" + database + "`")
                : new EffectFailure(
                        EffectFailure.Kind.SQL_UNAVAILABLE,
                        "No connection to database `"
                                + database
                                + "`: none of "
                                + count
                                + " came free within "
                                + Duration.ofNanos(limit.givenNanos()).toMillis()
                                + " ms");
    }

    private static EffectFailure interrupted() {
        return new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted");
    }

    /** Gives a place back. */
    void leave() {
        free.release();
    }

    /** Returns about how many wait. */
    int waiting() {
        return free.getQueueLength();
    }
}
