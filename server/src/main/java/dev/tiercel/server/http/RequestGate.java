package dev.tiercel.server.http;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests through that all parsers frame alike (HTTP-41): the bytes of a connection go
 * to Helidon's parser as whole heads that were checked, and bodies whose ends are known. A request
 * that is refused raises an exception where the parser asks for bytes; nothing after it is read.
 * Used by the thread of the connection.
 */
final class RequestGate implements Supplier<byte @Nullable []> {
    private static final Status TOO_LARGE = Status.create(431);
    private static final byte[] NOTHING = {};
    private static final byte[] CLOSING = {
        'C', 'o', 'n', 'n', 'e', 'c', 't', 'i', 'o', 'n', ':', ' ', 'c', 'l', 'o', 's', 'e', '\r',
        '\n', '\r', '\n'
    };
    private static final int LINE_END_LENGTH = 2;

    /** Time from the first byte of a head to its last. */
    private static final long HEAD_NANOS_MAX = Duration.ofSeconds(30).toNanos();

    private final Supplier<byte @Nullable []> socket;
    private final int headBytesMax;
    private final LongSupplier nanoTime;
    private final RequestHead head = new RequestHead();
    private final ChunkFrames chunks = new ChunkFrames();
    private State state = State.HEAD;

    /** What was read but belongs to what comes next. */
    private byte[] pending = NOTHING;

    /** What is left of a body of known length. */
    private long left;

    private enum State {
        HEAD,
        BODY,
        CHUNKS,
        OPEN,
        REFUSED
    }

    /**
     * @param socket gives the bytes of the connection, null at their end
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    RequestGate(Supplier<byte @Nullable []> socket, int headBytesMax, LongSupplier nanoTime) {
        this.socket = socket;
        this.headBytesMax = headBytesMax;
        this.nanoTime = nanoTime;
    }

    @Override
    public byte @Nullable [] get() {
        try {
            return switch (state) {
                case HEAD -> nextHead();
                case BODY -> nextOfBody();
                case CHUNKS -> nextOfChunks();
                case OPEN -> next();
                case REFUSED -> null;
            };
        } catch (RequestException e) {
            state = State.REFUSED;
            throw e;
        }
    }

    /** Lets everything through, because the connection speaks another protocol from now on. */
    void open() {
        state = State.OPEN;
    }

    /** Takes {@link #open()} back, before anything was read. */
    void close() {
        state = State.HEAD;
    }

    /** Returns what was read but not handed over, which then is gone. */
    byte[] takePending() {
        byte[] bytes = pending;
        pending = NOTHING;
        return bytes;
    }

    private byte @Nullable [] nextHead() {
        byte[] bytes = next();
        if (bytes == null) {
            return null;
        }
        bytes = withoutEmptyLines(bytes);
        int scanned = 0;
        int end = endOfHead(bytes, 0);
        long start = end < 0 ? nanoTime.getAsLong() : 0;
        while (end < 0) {
            if (bytes.length > headBytesMax) {
                throw tooLarge();
            }
            scanned = bytes.length;
            byte[] more = socket.get();
            if (more == null) {
                return null;
            }
            if (nanoTime.getAsLong() - start > HEAD_NANOS_MAX) {
                throw new CloseConnectionException("The head came too slowly");
            }
            bytes = withoutEmptyLines(concat(bytes, more));
            end = endOfHead(bytes, Math.max(0, Math.min(scanned, bytes.length) - 3));
        }
        if (end > headBytesMax) {
            throw tooLarge();
        }
        head.check(bytes);
        return head.isOld() ? modernize(bytes, end) : frame(bytes, end);
    }

    /** Hands over a head with what there is of its body, and keeps the rest. */
    private byte[] frame(byte[] bytes, int end) {
        if (head.isChunked()) {
            chunks.begin();
            state = State.CHUNKS;
            return followChunks(bytes, end);
        }
        long bodyEnd = end + head.length();
        if (bodyEnd >= bytes.length) {
            left = bodyEnd - bytes.length;
            state = left == 0 ? State.HEAD : State.BODY;
            return bytes;
        }
        state = State.HEAD;
        return split(bytes, (int) bodyEnd);
    }

    /**
     * Makes a request of HTTP/1.0, which the parser does not know, one of HTTP/1.1 that closes the
     * connection.
     */
    private byte[] modernize(byte[] bytes, int end) {
        byte[] newer = new byte[bytes.length + CLOSING.length - LINE_END_LENGTH];
        int lastHeaderEnd = end - LINE_END_LENGTH;
        System.arraycopy(bytes, 0, newer, 0, lastHeaderEnd);
        System.arraycopy(CLOSING, 0, newer, lastHeaderEnd, CLOSING.length);
        int newEnd = lastHeaderEnd + CLOSING.length;
        System.arraycopy(bytes, end, newer, newEnd, bytes.length - end);
        newer[head.versionIndex()] = '1';
        return frame(newer, newEnd);
    }

    private byte @Nullable [] nextOfBody() {
        byte[] bytes = next();
        if (bytes == null) {
            return null;
        }
        if (bytes.length <= left) {
            left -= bytes.length;
            state = left == 0 ? State.HEAD : State.BODY;
            return bytes;
        }
        state = State.HEAD;
        return split(bytes, (int) left);
    }

    private byte @Nullable [] nextOfChunks() {
        byte[] bytes = next();
        return bytes == null ? null : followChunks(bytes, 0);
    }

    private byte[] followChunks(byte[] bytes, int start) {
        int end = chunks.follow(bytes, start);
        if (!chunks.isEnd()) {
            return bytes;
        }
        state = State.HEAD;
        return end == bytes.length ? bytes : split(bytes, end);
    }

    private byte[] split(byte[] bytes, int end) {
        pending = Arrays.copyOfRange(bytes, end, bytes.length);
        return Arrays.copyOf(bytes, end);
    }

    private byte @Nullable [] next() {
        if (pending.length > 0) {
            byte[] bytes = pending;
            pending = NOTHING;
            return bytes;
        }
        return socket.get();
    }

    /** Drops empty lines before a request (RFC 9112, section 2.2). */
    private static byte[] withoutEmptyLines(byte[] bytes) {
        int start = 0;
        while (start + 1 < bytes.length && bytes[start] == '\r' && bytes[start + 1] == '\n') {
            start += LINE_END_LENGTH;
        }
        return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /**
     * Returns the index behind the empty line of a head, -1 if it has not come yet.
     *
     * @param from where to look, in the middle of a line or at its end
     */
    private static int endOfHead(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (i == 0 || bytes[i - 1] != '\r') {
                    throw RequestHead.refusal(
                            Status.BAD_REQUEST_400, "A line ends without CR", "", "");
                }
                if (i >= 3 && bytes[i - 2] == '\n') {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static RuntimeException tooLarge() {
        return RequestHead.refusal(TOO_LARGE, "The head is too large", "", "");
    }
}
