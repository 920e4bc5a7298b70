package dev.tiercel.server.http;

import io.helidon.http.RequestException;
import io.helidon.http.Status;

/**
 * Follows the frames of a chunked body (RFC 9112, section 7.1) through pieces of any size, and
 * refuses what is not exactly framed: sizes are hexadecimal digits alone, lines end with CR LF, and
 * there are no extensions and no trailers. Used by the thread of the connection.
 */
final class ChunkFrames {
    private static final int SIZE_DIGITS_MAX = 8;

    private State state = State.SIZE;
    private int digits;
    private long left;

    private enum State {
        SIZE,
        SIZE_LINE_END,
        DATA,
        DATA_CARRIAGE_RETURN,
        DATA_LINE_END,
        LAST_CARRIAGE_RETURN,
        LAST_LINE_END,
        END
    }

    /** Begins a body. */
    void begin() {
        state = State.SIZE;
        digits = 0;
        left = 0;
    }

    boolean isEnd() {
        return state == State.END;
    }

    /**
     * Follows a piece of the body.
     *
     * @return the index behind the last byte that belongs to the body
     * @throws RequestException if the framing is malformed
     */
    int follow(byte[] bytes, int start) {
        int i = start;
        while (i < bytes.length && state != State.END) {
            if (state == State.DATA) {
                int count = (int) Math.min(left, bytes.length - i);
                i += count;
                left -= count;
                if (left == 0) {
                    state = State.DATA_CARRIAGE_RETURN;
                }
            } else {
                state = next(bytes[i]);
                i++;
            }
        }
        return i;
    }

    private State next(byte b) {
        return switch (state) {
            case SIZE -> size(b);
            case SIZE_LINE_END ->
                    expect(b, '\n', left == 0 ? State.LAST_CARRIAGE_RETURN : State.DATA);
            case DATA_CARRIAGE_RETURN -> expect(b, '\r', State.DATA_LINE_END);
            case DATA_LINE_END -> {
                digits = 0;
                yield expect(b, '\n', State.SIZE);
            }
            case LAST_CARRIAGE_RETURN -> expect(b, '\r', State.LAST_LINE_END);
            case LAST_LINE_END -> expect(b, '\n', State.END);
            case DATA, END -> throw new IllegalStateException("a byte that is no frame");
        };
    }

    private State size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && digits < SIZE_DIGITS_MAX) {
            left = digits == 0 ? digit : left << 4 | digit;
            digits++;
            return State.SIZE;
        }
        if (digits == 0) {
            throw malformed();
        }
        return expect(b, '\r', State.SIZE_LINE_END);
    }

    private static State expect(byte b, char expected, State next) {
        if (b != expected) {
            throw malformed();
        }
        return next;
    }

    private static RequestException malformed() {
        return RequestHead.refusal(
                Status.BAD_REQUEST_400, "The chunks of the body are malformed", "", "");
    }
}
