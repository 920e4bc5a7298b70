package dev.tiercel.server.http;

import dev.tiercel.server.websocket.ByteSource;
import dev.tiercel.server.websocket.FrameSink;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.ServerConnectionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bytes of an upgraded connection through Helidon, which has TLS between them and the channel.
 * One thread reads, one writes.
 */
final class HelidonStream implements ByteSource, FrameSink {
    private static final int BYTE = 0xFF;

    private final ClientConnection connection;
    private final DataReader reader;

    HelidonStream(ClientConnection connection) {
        this.connection = connection;
        this.reader = connection.dataReader();
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
        connection.disconnect();
    }
}
