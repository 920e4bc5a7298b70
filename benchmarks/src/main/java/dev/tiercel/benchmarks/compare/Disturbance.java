package dev.tiercel.benchmarks.compare;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that a thread does to a server again and again until it is closed. */
final class Disturbance implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ProbedServer server;
    private final Act act;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("disturbance").unstarted(this::run);
    private final long start = System.nanoTime();
    private volatile boolean isClosed;
    private volatile long count;

    /** One disturbance. */
    interface Act {
        void disturb(ProbedServer server, long number) throws IOException;
    }

    private Disturbance(ProbedServer server, Act act) {
        this.server = server;
        this.act = act;
    }

    /** Starts to disturb a server over a connection, which is closed in the end. */
    static Disturbance start(ProbedServer server, Act act) {
        Disturbance disturbance = new Disturbance(server, act);
        disturbance.thread.start();
        return disturbance;
    }

    /** Returns how often it happened. */
    double perSecond() {
        return count * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            server.close();
        }
        IOException found = failure.get();
        if (found != null) {
            throw found;
        }
    }

    private void run() {
        try {
            for (long i = 0; !isClosed; i++) {
                act.disturb(server, i);
                count = i + 1;
            }
        } catch (IOException e) {
            failure.set(e);
        }
    }
}
