package dev.tiercel.server.http;

import dev.tiercel.server.websocket.Handshake;
import dev.tiercel.server.websocket.Place;
import dev.tiercel.server.websocket.WebSockets;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/** A connection of Helidon that has become one of a WebSocket route. */
final class UpgradedConnection implements ServerConnection {
    private final WebSockets sockets;
    private final ClientConnection connection;
    private final byte[] head;
    private final Handshake handshake;
    private final Place place;

    /**
     * @param head answer to the handshake
     */
    UpgradedConnection(
            WebSockets sockets,
            ClientConnection connection,
            byte[] head,
            Handshake handshake,
            Place place) {
        this.sockets = sockets;
        this.connection = connection;
        this.head = head;
        this.handshake = handshake;
        this.place = place;
    }

    @Override
    public void handle(Limit limit) {
        Optional<SocketChannel> channel = ChannelOfSocket.take(connection.serverSocket());
        if (channel.isPresent()) {
            ChannelStream stream =
                    new ChannelStream(
                            channel.get(), connection.takeReceived(), connection::disconnect);
            sockets.serve(stream, stream, head, handshake, place);
        } else {
            HelidonStream stream = new HelidonStream(connection);
            sockets.serve(stream, stream, head, handshake, place);
        }
    }

    /** Idle connections are closed by their own timers. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /** A server that stops ends its connections in order (CFG-13). */
    @Override
    public void close(boolean interrupt) {}
}
