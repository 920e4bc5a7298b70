package dev.tiercel.server.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Makes frames of a server, which are not masked: the same bytes serve any number of recipients.
 */
final class FrameWriter {
    private static final int FINAL = 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int SHORT_BYTES_MAX = 0xFFFF;
    static final int HEAD_BYTES_MIN = 2;
    static final int HEAD_BYTES_MAX = 10;
    private static final int REASON_BYTES_MAX = 123;
    private static final int CONTINUATION_BITS = 0xC0;
    private static final int CONTINUATION = 0x80;

    private FrameWriter() {}

    static byte[] text(String text) {
        return frame(FrameKind.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a whole message in one frame. */
    static byte[] frame(FrameKind kind, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES_MAX);
        head.put((byte) (FINAL | kind.code()));
        if (payload.length < LENGTH_IN_2_BYTES) {
            head.put((byte) payload.length);
        } else if (payload.length <= SHORT_BYTES_MAX) {
            head.put((byte) LENGTH_IN_2_BYTES).putShort((short) payload.length);
        } else {
            head.put((byte) LENGTH_IN_8_BYTES).putLong(payload.length);
        }
        int headBytes = head.position();
        byte[] frame = new byte[headBytes + payload.length];
        head.get(0, frame, 0, headBytes);
        System.arraycopy(payload, 0, frame, headBytes, payload.length);
        return frame;
    }

    /** Returns a close frame; {@link CloseCode#ABSENT} gives one without a code (WS-34). */
    static byte[] close(int code, String reason) {
        if (code == CloseCode.ABSENT) {
            return frame(FrameKind.CLOSE, new byte[0]);
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, REASON_BYTES_MAX);
        while (length < text.length
                && length > 0
                && (text[length] & CONTINUATION_BITS) == CONTINUATION) {
            length--;
        }
        byte[] payload =
                ByteBuffer.allocate(Short.BYTES + length)
                        .putShort((short) code)
                        .put(text, 0, length)
                        .array();
        return frame(FrameKind.CLOSE, payload);
    }
}
