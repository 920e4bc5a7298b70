package dev.tiercel.server.websocket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that wakes any number of sleepers (Varghese and Lauck 1987, hashed wheel): a sleeper
 * waits in the slot of its time and costs nothing until then. Thread-safe.
 */
final class TimerWheel implements AutoCloseable {
    private static final int SLOTS = 512;

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

    private record Entry(Sleeper sleeper, long tick) {}

    TimerWheel(Duration tick) {
        tickNanos = tick.toNanos();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>(0));
        }
        thread = Thread.ofPlatform().name("websocket-timers").daemon().start(this::run);
    }

    /** Has a sleeper woken not before a time from now, and at most two ticks after it. */
    void schedule(Sleeper sleeper, Duration delay) {
        scheduleAt(sleeper, System.nanoTime() - startNanos + delay.toNanos());
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }

    private void scheduleAt(Sleeper sleeper, long nanos) {
        synchronized (slots) {
            long due = Math.max(tick + 1, nanos / tickNanos + 1);
            slots.get((int) (due % SLOTS)).add(new Entry(sleeper, due));
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
                boolean isDue = entry.tick() <= tick;
                if (isDue) {
                    due.add(entry);
                }
                return isDue;
            });
        }
        for (Entry entry : due) {
            long now = System.nanoTime();
            long next = entry.sleeper().wake(now);
            if (next >= 0) {
                scheduleAt(entry.sleeper(), now - startNanos + next);
            }
        }
    }
}
