package dev.tiercel.server.watch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;

/**
 * Looks at everything that is under way every few milliseconds, in one thread: a timer for each
 * would wake a thread for each. Thread-safe.
 *
 * @param <T> what is looked at; told apart by identity
 */
public final class Lookout<T> implements AutoCloseable {
    private static final long PERIOD_MILLIS = 10;
    private static final int QUIET_PERIODS_MAX = 100;

    private final ObjLongConsumer<T> look;
    private final Set<T> underWay = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean isResting;

    /**
     * @param name of the thread
     * @param look at one thing, with the time of {@link System#nanoTime}; must not block
     */
    public Lookout(String name, ObjLongConsumer<T> look) {
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::lookAtAll);
    }

    /** Begins to look; returns the thread that does. */
    public Thread start() {
        thread.start();
        return thread;
    }

    private void lookAtAll() {
        int quiet = 0;
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                lookOnce();
                quiet = underWay.isEmpty() ? quiet + 1 : 0;
                if (quiet == QUIET_PERIODS_MAX) {
                    quiet = 0;
                    rest();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            long now = System.nanoTime();
            underWay.forEach(thing -> look.accept(thing, now));
        } catch (OutOfMemoryError _) {
            // A request took the heap: the next period looks again.
        }
    }

    /** Sleeps until there is something to look at. */
    private void rest() {
        isResting = true;
        while (isResting && underWay.isEmpty() && closed.getCount() > 0) {
            LockSupport.park(this);
        }
        isResting = false;
    }

    private void wake() {
        isResting = false;
        LockSupport.unpark(thread);
    }

    public void add(T thing) {
        underWay.add(thing);
        if (isResting) {
            wake();
        }
    }

    public void remove(T thing) {
        underWay.remove(thing);
    }

    @Override
    public void close() {
        closed.countDown();
        wake();
    }
}
