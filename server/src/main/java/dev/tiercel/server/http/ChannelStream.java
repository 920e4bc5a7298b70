package dev.tiercel.server.http;

import dev.tiercel.server.websocket.ByteSource;
import dev.tiercel.server.websocket.FrameSink;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of an upgraded connection, read from its channel and written to it without anything
 * between. One thread reads, one writes.
 */
final class ChannelStream implements ByteSource, FrameSink {
    /** What a connection holds while it waits: heads and short messages fit. */
    private static final int WAITING_BYTES = 512;

    /** For peers that send more than fits at a time. */
    private static final int BUSY_BYTES = 8192;

    /** Greater writes would make the thread's direct buffer grow with them. */
    private static final int WRITE_BYTES_MAX = 65_536;

    private static final int BYTE = 0xFF;

    private final SocketChannel channel;
    private final Runnable disconnect;
    private ByteBuffer buffer;

    /**
     * @param early what was received already
     * @param disconnect closes the channel; may be run more than once
     */
    ChannelStream(SocketChannel channel, byte[] early, Runnable disconnect) {
        this.channel = channel;
        this.disconnect = disconnect;
        this.buffer = ByteBuffer.wrap(early);
    }

    @Override
    public int read() throws IOException {
        if (!buffer.hasRemaining()) {
            fill();
        }
        return buffer.get() & BYTE;
    }

    @Override
    public void readFully(byte[] target, int start, int end) throws IOException {
        int index = take(target, start, end);
        if (end - index >= WAITING_BYTES) {
            readInto(ByteBuffer.wrap(target, index, end - index));
            return;
        }
        while (index < end) {
            fill();
            index = take(target, index, end);
        }
    }

    /** Copies what has arrived; returns the index behind it. */
    private int take(byte[] target, int start, int end) {
        int length = Math.min(buffer.remaining(), end - start);
        buffer.get(target, start, length);
        return start + length;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.position() < length) {
            rest.limit(Math.min(length, rest.position() + WRITE_BYTES_MAX));
            channel.write(rest);
        }
    }

    @Override
    public void finish() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            disconnect();
        }
    }

    @Override
    public void disconnect() {
        disconnect.run();
    }

    /** Waits for more, in a buffer that is large only after one that was full. */
    private void fill() throws IOException {
        boolean wasFull = buffer.limit() == buffer.capacity();
        int bytes = wasFull && buffer.capacity() >= WAITING_BYTES ? BUSY_BYTES : WAITING_BYTES;
        if (buffer.capacity() != bytes) {
            buffer = ByteBuffer.allocate(bytes);
        }
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        if (count < 0) {
            throw new EOFException();
        }
    }

    private void readInto(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException();
            }
        }
    }
}
