package dev.tiercel.benchmarks.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A whole answer of HTTP/1.1 in a buffer.
 *
 * @param status of the answer
 * @param headBytes up to the body
 * @param totalBytes of head and body as they were sent
 * @param body without the framing of chunks
 * @param isLast whether the server closes the connection
 */
public record AnswerFrame(int status, int headBytes, int totalBytes, byte[] body, boolean isLast) {
    private static final byte[] END = ascii("\r\n\r\n");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked\r\n";
    private static final String CLOSE = "\r\nconnection: close\r\n";
    private static final int STATUS_AT = 9;
    private static final int HEXADECIMAL = 16;
    private static final int NO_CONTENT = 204;

    /**
     * Reads the answer at the start of a buffer.
     *
     * @return nothing if there is only a part of it
     * @throws IOException if it is no answer with a length
     */
    public static Optional<AnswerFrame> read(byte[] buffer, int length) throws IOException {
        int end = indexOf(END, buffer, 0, length);
        if (end < 0) {
            return Optional.empty();
        }
        int headBytes = end + END.length;
        String head =
                new String(buffer, 0, headBytes, StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        int field = head.indexOf(LENGTH);
        if (field >= 0) {
            int start = field + LENGTH.length();
            int size = Integer.parseInt(head.substring(start, head.indexOf('\r', start)).strip());
            return sized(head, size, buffer, length);
        }
        if (head.contains(CHUNKED)) {
            return chunked(head, buffer, length);
        }
        if (status(buffer) == NO_CONTENT) {
            return sized(head, 0, buffer, length);
        }
        throw new IOException("an answer without length: " + head);
    }

    /** Returns the status in a buffer that begins with an answer. */
    public static int status(byte[] buffer) {
        return (buffer[STATUS_AT] - '0') * 100
                + (buffer[STATUS_AT + 1] - '0') * 10
                + buffer[STATUS_AT + 2]
                - '0';
    }

    private static Optional<AnswerFrame> sized(String head, int size, byte[] buffer, int length) {
        int total = head.length() + size;
        return total > length
                ? Optional.empty()
                : Optional.of(
                        frame(
                                head,
                                total,
                                buffer,
                                Arrays.copyOfRange(buffer, total - size, total)));
    }

    private static AnswerFrame frame(String head, int total, byte[] buffer, byte[] body) {
        return new AnswerFrame(status(buffer), head.length(), total, body, head.contains(CLOSE));
    }

    private static Optional<AnswerFrame> chunked(String head, byte[] buffer, int length) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = head.length();
        while (true) {
            int lineEnd = indexOf(LINE_END, buffer, at, length);
            if (lineEnd < 0) {
                return Optional.empty();
            }
            int size =
                    Integer.parseInt(
                            new String(buffer, at, lineEnd - at, StandardCharsets.US_ASCII),
                            HEXADECIMAL);
            int next = lineEnd + LINE_END.length + size + LINE_END.length;
            if (next > length) {
                return Optional.empty();
            }
            if (size == 0) {
                return Optional.of(frame(head, next, buffer, body.toByteArray()));
            }
            body.write(buffer, lineEnd + LINE_END.length, size);
            at = next;
        }
    }

    private static int indexOf(byte[] pattern, byte[] buffer, int from, int length) {
        for (int i = from; i + pattern.length <= length; i++) {
            if (Arrays.equals(buffer, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
