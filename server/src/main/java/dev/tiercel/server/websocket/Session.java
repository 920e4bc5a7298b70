package dev.tiercel.server.websocket;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a connection, and its timers. Senders never wait: frames are queued, and a
 * virtual thread that ends when the queue is empty writes them, or the thread of the connection
 * itself when its hook has ended. Thread-safe.
 */
final class Session implements TimerWheel.Sleeper {
    /** Time that a peer has to answer a close frame. */
    static final long CLOSE_NANOS_MAX = 5_000_000_000L;

    private static final byte[] PING = FrameWriter.frame(FrameKind.PING, new byte[0]);

    private final FrameSink sink;
    private final OutgoingQueue queue;
    private final SocketMetrics.Meters meters;
    private final Runnable closing;
    private volatile SessionLimits limits;
    private volatile long lastReceivedNanos = System.nanoTime();
    private volatile long writeStartNanos;
    private volatile boolean isWriteRunning;
    private volatile long closeSentNanos;
    private volatile boolean isReading;
    private volatile boolean isCloseSent;
    private volatile boolean isPeerDone;
    private volatile boolean isClosedByServer;
    private volatile boolean isFailed;
    private volatile @Nullable Closed closed;

    /** The thread that writes what it sends when it has nothing else to do. */
    private volatile @Nullable Thread deferring;

    private boolean hasDeferred;
    private boolean isCloseDeferred;
    private boolean isOver;
    private long lastPingNanos = System.nanoTime();

    /**
     * How a connection ended.
     *
     * @param code what the logic sees, {@link CloseCode#BROKEN} if there was no close frame
     */
    record Closed(int code, String reason) {}

    /**
     * @param closing is run when it is decided that the connection closes, by whoever decides it;
     *     not if the connection is lost
     */
    Session(SessionLimits limits, FrameSink sink, SocketMetrics.Meters meters, Runnable closing) {
        this.limits = limits;
        this.sink = sink;
        this.meters = meters;
        this.closing = closing;
        this.queue = new OutgoingQueue(limits);
        queue.hold();
    }

    /**
     * Begins to write what is sent.
     *
     * @param head bytes that go before all frames
     */
    void start(byte[] head) {
        try {
            sink.write(head, head.length);
            write();
        } catch (IOException e) {
            abort();
        }
    }

    /** What became of a message. */
    enum Sent {
        QUEUED,
        /** It is queued, and whoever sends many should let the writers run. */
        QUEUED_IN_CROWD,
        REFUSED
    }

    /**
     * Sends a message.
     *
     * @param frame bytes of the frame, which must not change
     */
    Sent send(byte[] frame) {
        return switch (queue.offer(frame)) {
            case QUEUED -> Sent.QUEUED;
            case QUEUED_FIRST -> {
                haveWritten();
                yield Sent.QUEUED;
            }
            case QUEUED_IN_CROWD -> {
                writeSoon();
                yield Sent.QUEUED_IN_CROWD;
            }
            case QUEUED_AFTER_DROPPING -> {
                countDropped();
                yield Sent.QUEUED_IN_CROWD;
            }
            case DROPPED -> {
                countDropped();
                yield Sent.REFUSED;
            }
            case OVERFLOWED -> {
                countDropped();
                close(CloseCode.TRY_LATER, "The queue is full");
                yield Sent.REFUSED;
            }
            case CLOSED -> Sent.REFUSED;
        };
    }

    /** Answers a ping. */
    void pong(byte[] content) {
        if (queue.offerPong(FrameWriter.frame(FrameKind.PONG, content))) {
            startWriter();
        }
    }

    /**
     * Begins to close because the server wants it, after everything that is queued; has no effect
     * on a connection that closes already.
     */
    void close(int code, String reason) {
        isClosedByServer = true;
        beginClose(code, reason);
    }

    /**
     * Begins to close because of what the peer has sent; what it sent before is still handled. The
     * peer, which may be mistaken about everything, is not waited for.
     */
    void fail(int code, String reason) {
        isFailed = true;
        beginClose(code, reason);
    }

    private void beginClose(int code, String reason) {
        boolean isFirst = markClosed(code, reason);
        offerClose(FrameWriter.close(code, reason));
        if (isFirst) {
            closing.run();
        }
    }

    /** Accepts no more messages; {@link #finish} sends the close frame. */
    void retire(int code, String reason) {
        isClosedByServer = true;
        synchronized (this) {
            isCloseDeferred = closed == null;
        }
        if (markClosed(code, reason)) {
            closing.run();
        }
    }

    /** Sends the close frame that {@link #retire} has put off. */
    void finish() {
        boolean isDue;
        synchronized (this) {
            isDue = isCloseDeferred;
            isCloseDeferred = false;
        }
        if (isDue) {
            offerClose(FrameWriter.close(closed().code(), closed().reason()));
        }
    }

    /** Answers the close frame of the peer with its code. */
    void closedByPeer(int code, String reason) {
        boolean isFirst = markClosed(code, reason);
        isPeerDone = true;
        if (!offerClose(FrameWriter.close(code, "")) && isCloseSent) {
            sink.disconnect();
        }
        if (isFirst) {
            closing.run();
        }
    }

    /** Ends the connection at once. */
    void abort() {
        markClosed(CloseCode.BROKEN, "");
        queue.discard();
        sink.disconnect();
        setOver();
    }

    /**
     * Waits until the close frame of the peer has been answered, if there was one: it may have sent
     * its last byte before.
     */
    synchronized void awaitAnswer() throws InterruptedException {
        while (isPeerDone && !isOver) {
            wait();
        }
    }

    private synchronized void setOver() {
        isOver = true;
        notifyAll();
    }

    /** Notes that a frame has arrived. */
    void received() {
        lastReceivedNanos = System.nanoTime();
    }

    /**
     * Notes whether frames are waited for; while they are not, because a hook has to catch up, a
     * peer whose frames do not arrive is not idle.
     */
    void reading(boolean isNow) {
        received();
        isReading = isNow;
    }

    /** Whether messages are still accepted. */
    boolean isOpen() {
        return closed == null;
    }

    /** Whether the server closes, so that what the peer still sends is of no interest. */
    boolean isClosedByServer() {
        return isClosedByServer;
    }

    /** Returns how the connection ended; broken unless a close began. */
    Closed closed() {
        Closed end = closed;
        return end == null ? new Closed(CloseCode.BROKEN, "") : end;
    }

    int queuedMessages() {
        return queue.size();
    }

    SessionLimits limits() {
        return limits;
    }

    void setLimits(SessionLimits newLimits) {
        limits = newLimits;
        queue.setLimits(newLimits);
    }

    /** What this thread sends from now on is written by {@link #writeDeferred}. */
    void deferWriting() {
        deferring = Thread.currentThread();
    }

    /** Writes what was sent since {@link #deferWriting}; waits for the peer. */
    void writeDeferred() {
        deferring = null;
        if (takeDeferred()) {
            write();
        }
    }

    /** Has what was sent written by another thread, because this one is about to wait. */
    void writeSoon() {
        if (takeDeferred()) {
            startWriter();
        }
    }

    /** Has everything written by other threads from now on. */
    void stopDeferring() {
        synchronized (this) {
            deferring = null;
        }
        writeSoon();
    }

    /** Returns the time until {@link #wake} may have something to do. */
    long wakeNanos() {
        SessionLimits now = limits;
        long nanos = Math.min(now.writeTimeout().toNanos(), CLOSE_NANOS_MAX);
        if (now.pingInterval().isPositive()) {
            nanos = Math.min(nanos, now.pingInterval().toNanos());
        }
        if (now.idleTimeout().isPositive()) {
            nanos = Math.min(nanos, now.idleTimeout().toNanos());
        }
        return nanos;
    }

    @Override
    public long wake(long now) {
        boolean isWriting = isWriteRunning;
        long writeLeft = limits.writeTimeout().toNanos() - (now - writeStartNanos);
        if (isWriting && writeLeft <= 0) {
            abort();
            return -1;
        }
        if (isCloseSent) {
            long left = CLOSE_NANOS_MAX - (now - closeSentNanos);
            if (left <= 0) {
                sink.disconnect();
                return -1;
            }
            return left;
        }
        watchPeer(now);
        long next = Math.min(wakeNanos(), idleLeft(now));
        return isWriting ? Math.min(writeLeft, next) : next;
    }

    private long idleLeft(long now) {
        long idleMax = limits.idleTimeout().toNanos();
        return isReading && idleMax > 0 && isOpen()
                ? Math.max(0, idleMax - (now - lastReceivedNanos))
                : Long.MAX_VALUE;
    }

    private void watchPeer(long now) {
        SessionLimits current = limits;
        long idle = now - lastReceivedNanos;
        if (isReading
                && current.idleTimeout().isPositive()
                && idle >= current.idleTimeout().toNanos()) {
            close(CloseCode.GOING_AWAY, "No frame has arrived in time");
        } else if (current.pingInterval().isPositive()
                && now - lastPingNanos >= current.pingInterval().toNanos()) {
            lastPingNanos = now;
            if (queue.offerPing(PING)) {
                startWriter();
            }
        }
    }

    /** Returns true once: to the one who closes the connection. */
    private synchronized boolean markClosed(int code, String reason) {
        if (closed != null) {
            return false;
        }
        closed = new Closed(code, Objects.requireNonNull(reason));
        return true;
    }

    private void countDropped() {
        meters.dropped(SocketMetrics.Loss.QUEUE, queue.takeDropped());
    }

    private boolean offerClose(byte[] frame) {
        boolean isFirst = queue.offerClose(frame);
        if (isFirst) {
            startWriter();
        }
        return isFirst;
    }

    private void haveWritten() {
        if (!Thread.currentThread().equals(deferring) || !defer()) {
            startWriter();
        }
    }

    private synchronized boolean defer() {
        hasDeferred = deferring != null;
        return hasDeferred;
    }

    private synchronized boolean takeDeferred() {
        boolean result = hasDeferred;
        hasDeferred = false;
        return result;
    }

    private void startWriter() {
        Thread.ofVirtual().name("websocket-writer").start(this::write);
    }

    private void write() {
        try {
            OutgoingQueue.Batch batch = queue.take();
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
                    } else if (isFailed) {
                        sink.finish();
                    }
                    setOver();
                    return;
                }
                count(batch);
                batch = queue.take();
            }
        } catch (IOException e) {
            isWriteRunning = false;
            abort();
        }
    }

    private void count(OutgoingQueue.Batch batch) {
        if (batch.texts() + batch.binaries() > 0) {
            meters.sent(batch.texts(), batch.binaries(), batch.payloadBytes());
        }
    }
}
