package dev.tiercel.server.http;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a connection that let the threads of other connections go first, as long as that pays.
 *
 * <p>A thread that finds nothing to read is registered with the poller, parked and woken, which are
 * three system calls and more work than a short request. While many connections are busy, their
 * next requests arrive in the time in which the others are served; then a thread that first goes to
 * the end of the queue of those that can run finds its request there. After a read that had to wait
 * all the same, the connection does not yield for a number of reads that doubles each time. Used by
 * the thread of the connection.
 */
final class PoliteReads implements Supplier<byte @Nullable []> {
    /** A read that takes longer has waited. */
    private static final long READY_NANOS_MAX = 20_000;

    private static final int PAUSE_MAX = 64;

    private final Supplier<byte @Nullable []> socket;
    private final Runnable yield;
    private final LongSupplier nanoTime;

    /** Reads that are left of a pause, and how many the next one has. */
    private int readsLeft;

    private int pause = 1;

    PoliteReads(Supplier<byte @Nullable []> socket, Runnable yield, LongSupplier nanoTime) {
        this.socket = socket;
        this.yield = yield;
        this.nanoTime = nanoTime;
    }

    @Override
    public byte @Nullable [] get() {
        if (readsLeft > 0) {
            readsLeft--;
            return socket.get();
        }
        yield.run();
        long start = nanoTime.getAsLong();
        byte[] bytes = socket.get();
        if (nanoTime.getAsLong() - start <= READY_NANOS_MAX) {
            pause = 1;
        } else {
            readsLeft = pause;
            pause = Math.min(2 * pause, PAUSE_MAX);
        }
        return bytes;
    }
}
