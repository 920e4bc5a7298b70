package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.AnswerFrame;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A connection that sends requests in turn, one at a time, and checks each answer. Used by one
 * thread.
 */
final class LoadedConnection implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;

    private final int port;
    private final Selector selector;
    private final List<Expected> exchanges;
    private final ByteBuffer[] requests;
    private final int[] totals;
    private byte[] bytes = new byte[BUFFER_BYTES];
    private int length;
    private int current;
    private long intendedNanos;
    private SocketChannel channel;

    /**
     * Connects.
     *
     * @param first of the requests
     */
    LoadedConnection(int port, List<Expected> exchanges, int first, Selector selector)
            throws IOException {
        this.port = port;
        this.selector = selector;
        this.exchanges = exchanges;
        this.current = first % exchanges.size();
        this.totals = new int[exchanges.size()];
        this.requests = new ByteBuffer[exchanges.size()];
        for (int i = 0; i < requests.length; i++) {
            byte[] request = exchanges.get(i).request();
            requests[i] = ByteBuffer.allocateDirect(request.length).put(request);
        }
        channel = connected();
    }

    /** Returns when the request that is under way was to be sent. */
    long intendedNanos() {
        return intendedNanos;
    }

    /** Sends the next request. */
    void send(long intended) throws IOException {
        intendedNanos = intended;
        current = current + 1 == requests.length ? 0 : current + 1;
        length = 0;
        if (!channel.isOpen()) {
            channel = connected();
        }
        ByteBuffer request = requests[current].flip();
        while (request.hasRemaining()) {
            if (channel.write(request) < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    /**
     * Reads what has arrived.
     *
     * @param buffer for any use
     * @return whether the answer is there
     * @throws IllegalStateException if it is not the expected one
     */
    boolean receive(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
        buffer.flip().get(bytes, length, count);
        length += count;
        return length > 0 && (isAsBefore() || isComplete());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private SocketChannel connected() throws IOException {
        SocketChannel opened =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        return opened;
    }

    /** Most answers have the length of the one before and end with the same body. */
    private boolean isAsBefore() {
        Expected expected = exchanges.get(current);
        return length == totals[current]
                && AnswerFrame.status(bytes) == expected.status()
                && expected.body().isAt(bytes, length - expected.body().length(), length);
    }

    private boolean isComplete() throws IOException {
        Optional<AnswerFrame> frame = AnswerFrame.read(bytes, length);
        if (frame.isEmpty()) {
            return false;
        }
        AnswerFrame answer = frame.get();
        Expected expected = exchanges.get(current);
        if (answer.status() != expected.status()
                || !expected.body().isAt(answer.body(), 0, answer.body().length)) {
            throw new IllegalStateException(
                    "status "
                            + answer.status()
                            + " with "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
        if (answer.isLast()) {
            channel.close();
        } else if (answer.totalBytes() == answer.headBytes() + answer.body().length) {
            totals[current] = answer.totalBytes();
        }
        return true;
    }
}
