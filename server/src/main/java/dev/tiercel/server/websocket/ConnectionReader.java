package dev.tiercel.server.websocket;

import dev.tiercel.frontend.document.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a peer sends and runs its hooks in the same thread, until the connection ends. While a
 * hook takes long, or its messages cannot be written, another thread takes over the reading, so
 * that pings are answered and the connection stays alive.
 */
final class ConnectionReader implements TimerWheel.Sleeper {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = PATIENCE.toNanos();

    private final WebSockets sockets;
    private final Connection connection;
    private final Session session;
    private final ByteSource source;
    private final MessageReader messages;
    private final Runnable beginWatch = this::watch;
    private RateLimit.@Nullable Messages rate;
    private @Nullable MessageBucket bucket;

    /** The thread that reads; others that have read finish the hook they are in. */
    private volatile @Nullable Thread reader;

    /** Since when the reader has been in a hook, 0 if it is not in one. */
    private volatile long hookStartNanos;

    private volatile boolean isWatched;

    /** The connection is closed when its first thread returns, so that one stays to the end. */
    private final CountDownLatch ended = new CountDownLatch(1);

    ConnectionReader(WebSockets sockets, Connection connection, ByteSource source) {
        this.sockets = sockets;
        this.connection = connection;
        this.session = connection.session();
        this.source = source;
        this.messages =
                new MessageReader(
                        source, () -> session.limits().messageBytesMax(), session::received);
    }

    /**
     * Serves the connection until it has ended. The frames below this one may be interpreted ones,
     * which make every wait of a virtual thread slower, so that another thread reads.
     */
    void run() {
        Thread first = unstarted(() -> read(true));
        reader = first;
        first.start();
        awaitEnd();
    }

    /** An interruption comes of the end of the server, which closes the connection in order. */
    private void awaitEnd() {
        boolean isInterrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread unstarted(Runnable task) {
        return Thread.ofVirtual().name("websocket-reader").unstarted(task);
    }

    @Override
    public long wake(long now) {
        long start = hookStartNanos;
        if (start != 0 && now - start >= PATIENCE_NANOS) {
            replaceReader(now);
        } else if (start != 0) {
            return PATIENCE_NANOS - (now - start);
        }
        isWatched = false;
        // The reader may have begun a hook without asking for a watch while there was one.
        if (hookStartNanos != 0) {
            isWatched = true;
            return PATIENCE_NANOS;
        }
        return -1;
    }

    private void read(boolean isNew) {
        boolean isReplaced = false;
        try {
            isReplaced = (isNew && !handle(new HookEvent.Connected())) || !readAll();
        } catch (FailedConnection e) {
            session.fail(e.code(), String.valueOf(e.getMessage()));
            drain();
        } catch (IOException e) {
            // The connection is lost.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isReplaced) {
                end();
            }
        }
    }

    /** Reads until the peer closes, or another thread reads. */
    private boolean readAll() throws IOException, InterruptedException {
        while (true) {
            session.reading(true);
            Received received = messages.next();
            session.reading(false);
            switch (received) {
                case Received.Text _, Received.Binary _ -> {
                    if (!accept(received)) {
                        return false;
                    }
                }
                case Received.Ping(var content) -> session.pong(content);
                case Received.Pong() -> {}
                case Received.Close(var code, var reason) -> {
                    sockets.release(connection);
                    session.closedByPeer(code, reason);
                    drain();
                    session.awaitAnswer();
                    return true;
                }
            }
        }
    }

    /** Gives a message to the hook; returns whether this thread still reads. */
    private boolean accept(Received message) throws InterruptedException {
        if (session.isClosedByServer()) {
            return true;
        }
        SocketMetrics.Meters meters = connection.route().meters();
        meters.received(message instanceof Received.Text, messages.bytes());
        if (!isWithinRate()) {
            meters.dropped(SocketMetrics.Loss.RATE, 1);
            return true;
        }
        return handle(new HookEvent.Message(message));
    }

    private boolean isWithinRate() {
        RateLimit.Messages newest = connection.route().revision().rate();
        if (newest == null) {
            return true;
        }
        long now = System.nanoTime();
        MessageBucket current = bucket;
        if (current == null || !newest.equals(rate)) {
            current = new MessageBucket(newest.messagesPerMinute(), newest.burst(), now);
            bucket = current;
            rate = newest;
        }
        if (current.take(now)) {
            return true;
        }
        if (newest.closeOnExceed()) {
            session.close(CloseCode.POLICY, "Too many messages");
        }
        return false;
    }

    /** Runs a hook and writes what it has sent; returns whether this thread still reads. */
    private boolean handle(HookEvent event) throws InterruptedException {
        session.deferWriting();
        connection.mailbox().handle(event, beginWatch);
        session.writeDeferred();
        return isStillReader();
    }

    /** Begins only when the event has its place: the next reader must not be faster. */
    private void watch() {
        hookStartNanos = System.nanoTime();
        if (!isWatched) {
            isWatched = true;
            sockets.timers().schedule(this, PATIENCE);
        }
    }

    private synchronized boolean isStillReader() {
        if (!Thread.currentThread().equals(reader)) {
            return false;
        }
        hookStartNanos = 0;
        return true;
    }

    private synchronized void replaceReader(long now) {
        if (hookStartNanos == 0 || now - hookStartNanos < PATIENCE_NANOS) {
            return;
        }
        hookStartNanos = 0;
        Thread successor = unstarted(() -> read(false));
        reader = successor;
        session.stopDeferring();
        successor.start();
    }

    private void end() {
        session.abort();
        sockets.ended(connection);
        ended.countDown();
    }

    /**
     * Ignores what still comes until the connection is closed, so that the close frame can be
     * written.
     */
    private void drain() {
        try {
            while (true) {
                source.read();
            }
        } catch (IOException e) {
            // It is closed.
        }
    }
}
