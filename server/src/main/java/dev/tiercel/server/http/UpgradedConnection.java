package dev.tiercel.server.http;

import dev.tiercel.server.websocket.ByteSource;
import dev.tiercel.server.websocket.FrameSink;
import dev.tiercel.server.websocket.Handshake;
import dev.tiercel.server.websocket.Place;
import dev.tiercel.server.websocket.WebSockets;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A connection of Helidon that has become one of a WebSocket route. */
final class UpgradedConnection implements ServerConnection, ByteSource, FrameSink {
    private static final int BYTE = 0xFF;

    private final WebSockets sockets;
    private final ClientConnection connection;
    private final DataReader reader;
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
        this.reader = connection.dataReader();
        this.head = head;
        this.handshake = handshake;
        this.place = place;
    }

    @Override
    public void handle(Limit limit) {
        sockets.serve(this, this, head, handshake, place);
    }

    /** Idle connections are closed by their own timers. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        disconnect();
    }

    @Override
    public int read() throws IOException {
        try {
            return reader.read() & BYTE;
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new EOFException();
        } catch (ServerConnectionException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void readFully(byte[] target) throws IOException {
        if (target.length == 0) {
            return;
        }
        try {
            reader.readBuffer(target.length).read(target);
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new EOFException();
        } catch (ServerConnectionException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        try {
            connection.dataWriter().writeNow(BufferData.create(bytes, 0, length));
        } catch (SocketWriterException e) {
            throw new IOException(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void disconnect() {
        try {
            connection.serverSocket().close();
        } catch (UncheckedIOException e) {
            // It is closed already.
        }
    }
}
