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
import java.nio.channels.SocketChannel;

/**
 * The bytes of an upgraded connection through Helidon, which has TLS between them and the channel.
 * One thread reads, one writes.
 */
final class HelidonStream implements ByteSource, FrameSink {
    private static final int BYTE = 0xFF;

    private final ClientConnection connection;
    private final DataReader reader;
    private volatile boolean isWriting;

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
    public void readFully(byte[] target, int start, int end) throws IOException {
        if (start == end) {
            return;
        }
        try {
            reader.readBuffer(end - start).read(target, start, end - start);
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new EOFException();
        } catch (ServerConnectionException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        isWriting = true;
        try {
            connection.dataWriter().writeNow(BufferData.create(bytes, 0, length));
        } catch (SocketWriterException e) {
            throw new IOException(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            isWriting = false;
        }
    }

    /** TLS would end in both directions. */
    @Override
    public void finish() {}

    /**
     * Closes the connection. A write that waits has the lock that the end of TLS needs as well: it
     * ends with the channel, and nobody who calls this waits for it.
     */
    @Override
    public void disconnect() {
        if (isWriting) {
            ChannelOfSocket.below(connection.serverSocket()).ifPresent(HelidonStream::close);
        }
        Thread.ofVirtual().name("websocket-disconnect").start(connection::disconnect);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
