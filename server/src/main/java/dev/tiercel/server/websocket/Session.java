package dev.tiercel.server.websocket;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a connection, and its timers. Senders never wait: frames are queued, and a
 * virtual thread that ends when the queue is empty writes them. Thread-safe.
 */
final class Session implements TimerWheel.Sleeper {
    /** Time that a peer has to answer a close frame. */
    static final long CLOSE_NANOS_MAX = 5_000_000_000L;

    private static final byte[] PING = FrameWriter.frame(FrameKind.PING, new byte[0]);

    private final SessionLimits limits;
    private final FrameSink sink;
    private final OutgoingQueue queue;
    private volatile long lastReceivedNanos = System.nanoTime();
    private volatile long writeStartNanos;
    private volatile boolean isWriteRunning;
    private volatile long closeSentNanos;
    private volatile boolean isCloseSent;
    private volatile boolean isPeerDone;
    private volatile @Nullable Closed closed;
    private long lastPingNanos = System.nanoTime();

    /**
     * How a connection ended.
     *
     * @param code what the logic sees, {@link CloseCode#BROKEN} if there was no close frame
     */
    record Closed(int code, String reason) {}

    Session(SessionLimits limits, FrameSink sink) {
        this.limits = limits;
        this.sink = sink;
        this.queue = new OutgoingQueue(limits);
    }

    /**
     * Sends a message.
     *
     * @param frame bytes of the frame, which must not change
     * @return whether it was queued
     */
    boolean send(byte[] frame) {
        return switch (queue.offer(frame)) {
            case QUEUED, QUEUED_AFTER_DROPPING -> true;
            case QUEUED_FIRST -> {
                startWriter();
                yield true;
            }
            case DROPPED -> false;
            case OVERFLOWED -> {
                close(CloseCode.TRY_LATER, "The queue is full");
                yield false;
            }
        };
    }

    /** Answers a ping. */
    void pong(byte[] content) {
        if (queue.offerControl(FrameWriter.frame(FrameKind.PONG, content))) {
            startWriter();
        }
    }

    /**
     * Begins to close, after everything that is queued; has no effect on a connection that closes
     * already.
     */
    void close(int code, String reason) {
        markClosed(code, reason);
        if (queue.offerClose(FrameWriter.close(code, reason))) {
            startWriter();
        }
    }

    /** Answers the close frame of the peer with its code. */
    void closedByPeer(int code, String reason) {
        markClosed(code, reason);
        isPeerDone = true;
        if (queue.offerClose(FrameWriter.close(code, ""))) {
            startWriter();
        } else if (isCloseSent) {
            sink.disconnect();
        }
    }

    /** Ends the connection at once. */
    void abort() {
        markClosed(CloseCode.BROKEN, "");
        queue.discard();
        sink.disconnect();
    }

    /** Notes that a frame has arrived. */
    void received() {
        lastReceivedNanos = System.nanoTime();
    }

    /** Whether messages are still accepted. */
    boolean isOpen() {
        return closed == null;
    }

    /** Returns how the connection ended; broken unless a close began. */
    Closed closed() {
        Closed end = closed;
        return end == null ? new Closed(CloseCode.BROKEN, "") : end;
    }

    int queuedMessages() {
        return queue.size();
    }

    long droppedMessages() {
        return queue.dropped();
    }

    SessionLimits limits() {
        return limits;
    }

    /** Returns the shortest time after which {@link #wake} may have something to do. */
    long wakeNanos() {
        long nanos = limits.writeTimeout().toNanos();
        if (limits.pingInterval().isPositive()) {
            nanos = Math.min(nanos, limits.pingInterval().toNanos());
        }
        if (limits.idleTimeout().isPositive()) {
            nanos = Math.min(nanos, limits.idleTimeout().toNanos());
        }
        return Math.min(nanos, CLOSE_NANOS_MAX);
    }

    @Override
    public long wake(long now) {
        if (isWriteRunning && now - writeStartNanos >= limits.writeTimeout().toNanos()) {
            abort();
            return -1;
        }
        if (isCloseSent) {
            if (now - closeSentNanos >= CLOSE_NANOS_MAX) {
                sink.disconnect();
                return -1;
            }
            return wakeNanos();
        }
        long idle = now - lastReceivedNanos;
        if (limits.idleTimeout().isPositive() && idle >= limits.idleTimeout().toNanos()) {
            close(CloseCode.GOING_AWAY, "No frame has arrived in time");
        } else if (limits.pingInterval().isPositive()
                && now - lastPingNanos >= limits.pingInterval().toNanos()) {
            lastPingNanos = now;
            if (queue.offerControl(PING)) {
                startWriter();
            }
        }
        return wakeNanos();
    }

    private synchronized void markClosed(int code, String reason) {
        if (closed == null) {
            closed = new Closed(code, Objects.requireNonNull(reason));
        }
    }

    private void startWriter() {
        Thread.ofVirtual().name("websocket-writer").start(this::write);
    }

    private void write() {
        byte[] buffer = new byte[OutgoingQueue.WRITE_BYTES_MAX];
        try {
            OutgoingQueue.Batch batch = queue.take(buffer);
            while (batch.length() > 0) {
                writeStartNanos = System.nanoTime();
                isWriteRunning = true;
                sink.write(batch.bytes(), batch.length());
                isWriteRunning = false;
                if (batch.isClose()) {
                    closeSentNanos = System.nanoTime();
                    isCloseSent = true;
                    if (isPeerDone) {
                        sink.disconnect();
                    }
                    return;
                }
                batch = queue.take(buffer);
            }
        } catch (IOException e) {
            isWriteRunning = false;
            abort();
        }
    }
}
