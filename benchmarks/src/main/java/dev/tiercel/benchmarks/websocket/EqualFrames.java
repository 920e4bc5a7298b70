package dev.tiercel.benchmarks.websocket;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts frames of one length together from what members receive in pieces. */
final class EqualFrames implements Members.Receiver {
    private final int frameBytes;
    private final Consumer<ByteBuffer> handler;
    private final @Nullable ByteBuffer[] parts;

    /**
     * @param handler is given each frame, from index 0
     */
    EqualFrames(int members, int frameBytes, Consumer<ByteBuffer> handler) {
        this.frameBytes = frameBytes;
        this.handler = handler;
        this.parts = new ByteBuffer[members];
    }

    @Override
    public void receive(int member, ByteBuffer bytes) {
        ByteBuffer part = parts[member];
        if (part == null) {
            part = ByteBuffer.allocate(frameBytes);
            parts[member] = part;
        }
        while (bytes.hasRemaining()) {
            part.put(bytes.get());
            if (!part.hasRemaining()) {
                handler.accept(part);
                part.clear();
            }
        }
    }

    /** Returns the number that digits in a frame write. */
    static long number(ByteBuffer frame, int index, int digits) {
        long number = 0;
        for (int i = index; i < index + digits; i++) {
            number = number * 10 + frame.get(i) - '0';
        }
        return number;
    }
}
