package dev.tiercel.benchmarks.websocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection to a WebSocket route, after the handshake. */
final class Peer implements AutoCloseable {
    private final SocketChannel channel;

    private Peer(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects.
     *
     * @param receiveBytes size of the buffer of the operating system, 0 for its own choice
     */
    static Peer connect(int port, String path, int receiveBytes) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Peer peer = new Peer(channel);
        String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        peer.send(request.getBytes(StandardCharsets.US_ASCII));
        peer.readHead();
        return peer;
    }

    SocketChannel channel() {
        return channel;
    }

    void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Reads until a buffer is full. */
    void readFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the server has closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads byte by byte: what follows the head is a message. */
    private void readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0) {
            one.clear();
            readFully(one);
            head.append((char) one.get(0));
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(head.toString());
        }
    }
}
