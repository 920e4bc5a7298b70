package dev.tiercel.server.websocket;

import dev.tiercel.frontend.document.RateLimit;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a peer sends and gives it to the hooks, until the connection ends. Used by the thread
 * of the connection.
 */
final class ConnectionReader {
    private final WebSockets sockets;
    private final Connection connection;
    private final Session session;
    private final ByteSource source;
    private final MessageReader messages;
    private final Mailbox mailbox;
    private final @Nullable MessageBucket bucket;
    private final boolean closesOverRate;

    ConnectionReader(
            WebSockets sockets,
            Connection connection,
            ByteSource source,
            Optional<RateLimit.Messages> rate) {
        this.sockets = sockets;
        this.connection = connection;
        this.session = connection.session();
        this.source = source;
        this.messages = new MessageReader(source, session.limits().messageBytesMax());
        this.mailbox = new Mailbox(event -> sockets.hooks().run(connection, event));
        this.bucket =
                rate.map(r ->
                                new MessageBucket(
                                        r.messagesPerMinute(), r.burst(), System.nanoTime()))
                        .orElse(null);
        this.closesOverRate = rate.map(RateLimit.Messages::closeOnExceed).orElse(false);
    }

    void run() {
        mailbox.putLast(new HookEvent.Connected());
        try {
            readAll();
        } catch (FailedConnection e) {
            session.close(e.code(), String.valueOf(e.getMessage()));
            drain();
        } catch (IOException e) {
            session.abort();
        } catch (InterruptedException e) {
            session.close(CloseCode.GOING_AWAY, "The server stops");
            session.abort();
            Thread.currentThread().interrupt();
        } finally {
            sockets.channels().leaveAll(connection);
            mailbox.putLast(new HookEvent.Disconnected(session.closed()));
        }
    }

    private void readAll() throws IOException, InterruptedException {
        while (true) {
            Received received = messages.next();
            session.received();
            switch (received) {
                case Received.Text _, Received.Binary _ -> accept(received);
                case Received.Ping(var content) -> session.pong(content);
                case Received.Pong() -> {}
                case Received.Close(var code, var reason) -> {
                    session.closedByPeer(code, reason);
                    drain();
                    return;
                }
            }
        }
    }

    private void accept(Received message) throws InterruptedException {
        if (!session.isOpen()) {
            return;
        }
        if (bucket != null && !bucket.take(System.nanoTime())) {
            if (closesOverRate) {
                session.close(CloseCode.POLICY, "Too many messages");
            }
            return;
        }
        connection.countMessage();
        mailbox.put(new HookEvent.Message(message));
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
            session.abort();
        }
    }
}
