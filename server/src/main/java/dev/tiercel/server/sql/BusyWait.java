package dev.tiercel.server.sql;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The wait for another writer of SQLite, which lets one write at a time. Done here and not in
 * native code, where it would hold the carrier of a virtual thread. Those who wait take turns, so
 * that none waits for ever. Thread-safe.
 */
final class BusyWait {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Semaphore turn = new Semaphore(1, true);

    /** What may find the database busy, and has then done nothing. */
    interface Attempt {
        /**
         * Tries.
         *
         * @param limit what is left of the time
         */
        void run(TimeLimit limit) throws SQLException;
    }

    /**
     * Runs an attempt until it does not find the database busy.
     *
     * @param limit with a limit of its own
     */
    void run(TimeLimit limit, Attempt attempt) {
        try {
            attempt.run(limit);
        } catch (SQLException e) {
            if (!SqlFailures.isBusy(e)) {
                throw SqlFailures.of(e);
            }
            repeat(limit, attempt, e);
        }
    }

    private void repeat(TimeLimit limit, Attempt attempt, SQLException busy) {
        long begin = System.nanoTime();
        boolean hasTurn = false;
        try {
            hasTurn = turn.tryAcquire(limit.nanos(), TimeUnit.NANOSECONDS);
            SQLException last = busy;
            while (hasTurn && System.nanoTime() - begin < limit.nanos()) {
                try {
                    attempt.run(limit.after(System.nanoTime() - begin));
                    return;
                } catch (SQLException e) {
                    if (!SqlFailures.isBusy(e)) {
                        throw SqlFailures.of(e);
                    }
                    last = e;
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            throw limit.leftNanos() < limit.ownNanos()
                    ? limit.exceeded("The wait for the database")
                    : SqlFailures.of(last);
        } catch (InterruptedException _) {
            throw new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted");
        } finally {
            if (hasTurn) {
                turn.release();
            }
        }
    }
}
