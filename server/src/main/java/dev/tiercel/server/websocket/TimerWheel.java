package dev.tiercel.server.websocket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that wakes any number of sleepers (Varghese and Lauck 1987, hashed wheel): a sleeper
 * waits in the slot of its time and costs nothing until then. Thread-safe.
 */
final class TimerWheel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimerWheel.class);
    private static final int SLOTS = 512;

    /** When a sleeper that has failed is woken again. */
    private static final long AGAIN_NANOS = 10_000_000_000L;

    private final long tickNanos;
    private final List<List<Entry>> slots = new ArrayList<>(SLOTS);
    private final long startNanos = System.nanoTime();
    private final Thread thread;
    private long tick;
    private volatile boolean isClosed;

    /** Something that is woken. It must not wait. */
    interface Sleeper {
        /**
         * Acts.
         *
         * @param now by {@link System#nanoTime()}
         * @return nanoseconds until it is to be woken again, negative for never
         */
        long wake(long now);
    }

    /** A sleeper in the wheel. */
    static final class Entry {
        private volatile @Nullable Sleeper sleeper;
        private long tick;

        private Entry(Sleeper sleeper) {
            this.sleeper = sleeper;
        }

        /** Lets the sleeper be woken no more; nothing of it stays in the wheel. */
        void cancel() {
            sleeper = null;
        }
    }

    TimerWheel(Duration tick) {
        tickNanos = tick.toNanos();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>(0));
        }
        thread = Thread.ofPlatform().name("websocket-timers").daemon().start(this::run);
    }

    /** Has a sleeper woken not before a time from now, and at most two ticks after it. */
    Entry schedule(Sleeper sleeper, Duration delay) {
        Entry entry = new Entry(sleeper);
        scheduleAt(entry, System.nanoTime() - startNanos + delay.toNanos());
        return entry;
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }

    private void scheduleAt(Entry entry, long nanos) {
        synchronized (slots) {
            entry.tick = Math.max(tick + 1, nanos / tickNanos + 1);
            slots.get((int) (entry.tick % SLOTS)).add(entry);
        }
    }

    private void run() {
        while (!isClosed) {
            long now = System.nanoTime() - startNanos;
            long wait = (tick + 1) * tickNanos - now;
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                advance();
            }
        }
    }

    private void advance() {
        List<Entry> due = new ArrayList<>();
        synchronized (slots) {
            tick++;
            List<Entry> slot = slots.get((int) (tick % SLOTS));
            slot.removeIf(entry -> {
                boolean isDue = entry.tick <= tick;
                if (isDue) {
                    due.add(entry);
                }
                return isDue;
            });
        }
        for (Entry entry : due) {
            Sleeper sleeper = entry.sleeper;
            long now = System.nanoTime();
            long next = sleeper == null ? -1 : wake(sleeper, now);
            if (next >= 0) {
                scheduleAt(entry, now - startNanos + next);
            }
        }
    }

    /** A sleeper that fails costs the others nothing. */
    private static long wake(Sleeper sleeper, long now) {
        try {
            return sleeper.wake(now);
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("A defect of the server");
            return AGAIN_NANOS;
        }
    }
}
