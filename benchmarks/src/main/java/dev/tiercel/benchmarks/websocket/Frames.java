package dev.tiercel.benchmarks.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of a client, masked with zeros, and the sizes of those of a server. */
final class Frames {
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int SHORT_MAX = 125;
    private static final int LENGTH_IN_2_BYTES = 126;

    private Frames() {}

    /** Returns a text message. */
    static byte[] text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
        frame.put((byte) FINAL_TEXT);
        if (payload.length <= SHORT_MAX) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_2_BYTES)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Returns the length of the head of a server's frame. */
    static int headBytes(int payloadBytes) {
        return payloadBytes <= SHORT_MAX ? 2 : 4;
    }
}
