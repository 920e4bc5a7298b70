package dev.tiercel.server.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes text that arrives in pieces, which may cut characters. Used by one thread. */
final class TextDecoder {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final StringBuilder text = new StringBuilder();
    private byte[] rest = {};
    private int bytes;

    /**
     * Adds a piece.
     *
     * @throws FailedConnection if the text so far is not the beginning of text in UTF-8
     */
    void add(byte[] piece, boolean isLast) {
        bytes += piece.length;
        ByteBuffer in = ByteBuffer.allocate(rest.length + piece.length);
        in.put(rest).put(piece).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        CoderResult result = decoder.decode(in, out, isLast);
        if (result.isError()) {
            throw notUtf8();
        }
        text.append(out.flip());
        rest = new byte[in.remaining()];
        in.get(rest);
        if (rest.length > 0 && !canContinue()) {
            throw notUtf8();
        }
    }

    /** Returns the number of bytes added. */
    int bytes() {
        return bytes;
    }

    String text() {
        return text.toString();
    }

    static FailedConnection notUtf8() {
        return new FailedConnection(CloseCode.INVALID_TEXT, "The text is not UTF-8");
    }

    /** Whether some continuation makes a character of what is left. */
    private boolean canContinue() {
        int second = rest.length > 1 ? rest[1] & 0xFF : -1;
        return switch (rest[0] & 0xFF) {
            case 0xE0 -> second < 0 || second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second < 0 || second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
