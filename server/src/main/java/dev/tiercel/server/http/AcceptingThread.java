package dev.tiercel.server.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread in which Helidon accepts connections. After any failure, also when there is no memory
 * for one more connection, it ends, or closes its socket and waits for ever for its own end, and
 * says nothing to the server, which would live on without being reached. Immutable.
 */
record AcceptingThread(Set<Thread> threads) {
    private static final String NAME = "server-@default-listener";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Returns the threads of this kind that run. */
    static Set<Thread> running() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[2 * root.activeCount() + 16];
        int count = root.enumerate(found);
        Set<Thread> running = new HashSet<>();
        Arrays.stream(found, 0, count)
                .map(Objects::requireNonNull)
                .filter(thread -> thread.getName().equals(NAME))
                .forEach(running::add);
        return running;
    }

    /**
     * Returns that of a listener that has just been started.
     *
     * @param before those that ran before it
     */
    static AcceptingThread since(Set<Thread> before) {
        Set<Thread> threads = running();
        threads.removeAll(before);
        return new AcceptingThread(threads);
    }

    /** Runs an action in a thread of its own after this one has ended, or will never end. */
    void whenEnded(Runnable action) {
        Thread.ofPlatform()
                .daemon()
                .name("tiercel-listener-watch")
                .start(() -> {
                    try {
                        for (Thread thread : threads) {
                            while (!thread.join(LOOK_AGAIN) && !isWaitingForItself(thread)) {}
                        }
                        action.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** The only future that this thread ever waits for is the one of its own end. */
    private static boolean isWaitingForItself(Thread thread) {
        return LockSupport.getBlocker(thread) instanceof ForkJoinPool.ManagedBlocker;
    }
}
