package dev.tiercel.benchmarks.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that are read by one thread. */
final class Members implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Selector selector;
    private final List<Peer> peers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** Is given what one member has received; it need not be whole messages. */
    interface Receiver {
        void receive(int member, ByteBuffer bytes);
    }

    Members(int port, String path, int count) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < count; i++) {
            Peer peer = Peer.connect(port, path, 0);
            peer.channel().configureBlocking(false);
            peer.channel().register(selector, SelectionKey.OP_READ, i);
            peers.add(peer);
        }
    }

    /** Sends the same bytes on the connections of some members. */
    void send(byte[] bytes, int from, int to) throws IOException {
        for (Peer peer : peers.subList(from, to)) {
            peer.send(bytes);
        }
    }

    /**
     * Reads until a number of bytes has come, or nothing for a time.
     *
     * @return the number of bytes that have come
     */
    long receive(long bytesExpected, Duration patience, Receiver receiver) throws IOException {
        long received = 0;
        while (received < bytesExpected && selector.select(patience.toMillis()) > 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                received += read(key, receiver);
            }
            selector.selectedKeys().clear();
        }
        return received;
    }

    private int read(SelectionKey key, Receiver receiver) throws IOException {
        buffer.clear();
        int member = (Integer) key.attachment();
        int read = peers.get(member).channel().read(buffer);
        if (read < 0) {
            throw new IOException("the server has closed a connection");
        }
        receiver.receive(member, buffer.flip());
        return read;
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        selector.close();
    }
}
