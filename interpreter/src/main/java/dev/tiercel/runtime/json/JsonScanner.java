package dev.tiercel.runtime.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A position in JSON text, and the tokens of RFC 8259 from there on. Everything malformed is
 * refused, whether it is read or skipped. Used by one thread.
 */
final class JsonScanner {
    /** Levels of arrays and objects that are read (LANG-74). */
    static final int DEPTH_MAX = 128;

    /** Set in the result of {@link #scanString} if the string has characters beyond ASCII. */
    static final int BEYOND_ASCII = 1;

    /** Set in the result of {@link #scanString} if the string has escapes. */
    static final int ESCAPED = 2;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private final byte[] text;
    private final int start;
    private final int end;
    private int position;

    /** Scans the bytes of {@code text} from {@code start} to before {@code end}. */
    JsonScanner(byte[] text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.position = start;
    }

    int position() {
        return position;
    }

    byte[] text() {
        return text;
    }

    /** Skips a byte order mark. */
    void skipMark() {
        if (end - position >= 3
                && text[position] == (byte) 0xEF
                && text[position + 1] == (byte) 0xBB
                && text[position + 2] == (byte) 0xBF) {
            position += 3;
        }
    }

    /**
     * Skips white space and returns the byte there without taking it; -1 at the end of the text.
     */
    int peek() {
        if (position < end) {
            byte next = text[position];
            if (next > ' ') {
                return next;
            }
        }
        return peekSlowly();
    }

    /** Takes the byte that {@link #peek} returned. */
    void take() {
        position++;
    }

    /** Skips white space and takes one byte, which must be {@code expected}. */
    void expect(char expected) {
        if (peek() != expected) {
            throw unexpected("`" + expected + "`");
        }
        position++;
    }

    /** Takes {@code ,} and returns true, or {@code close} and returns false. */
    boolean continues(char close) {
        int next = peek();
        if (next == ',') {
            position++;
            return true;
        }
        if (next != close) {
            throw unexpected("`,` or `" + close + "`");
        }
        position++;
        return false;
    }

    /** Takes a literal name, of which the first character has been seen. */
    void literal(String name) {
        int length = name.length();
        for (int i = 0; i < length; i++) {
            if (position + i >= end || text[position + i] != name.charAt(i)) {
                throw unexpected("a value");
            }
        }
        position += length;
    }

    /** Refuses anything but white space up to the end. */
    void expectEnd() {
        if (peek() != -1) {
            throw unexpected("the end of the text");
        }
    }

    void checkDepth(int depth) {
        if (depth > DEPTH_MAX) {
            throw failure(
                    JsonException.Kind.SYNTAX,
                    "Nested deeper than " + DEPTH_MAX + " levels",
                    position);
        }
    }

    /**
     * Takes a member name and colon if they are written as expected.
     *
     * @param encoded the name in quotes, then a colon
     */
    boolean takeKey(byte[] encoded) {
        int length = encoded.length - 1;
        int at = position;
        if (end - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[at + i] != encoded[i]) {
                return false;
            }
        }
        position = at + length;
        expect(':');
        return true;
    }

    /**
     * Takes a string whose opening quote is next; it stands between the quotes, at {@link
     * #position} − 1 before.
     *
     * @return {@link #BEYOND_ASCII} and {@link #ESCAPED}, or 0 for plain ASCII
     */
    int scanString() {
        int flags = 0;
        int at = position + 1;
        while (true) {
            at = plainEnd(at);
            if (at >= end) {
                throw failure(JsonException.Kind.SYNTAX, "The string is not closed", end);
            }
            int next = text[at];
            if (next == '"') {
                position = at + 1;
                return flags;
            }
            if (next == '\\') {
                flags |= ESCAPED;
                at = escapeEnd(at);
            } else if (next < 0) {
                flags |= BEYOND_ASCII;
                at = sequenceEnd(at);
            } else {
                throw failure(JsonException.Kind.SYNTAX, "A control character in a string", at);
            }
        }
    }

    /** Skips a value of any kind. */
    void skipValue(int depth) {
        int next = peek();
        switch (next) {
            case '"' -> scanString();
            case '{' -> skipObject(depth + 1);
            case '[' -> skipArray(depth + 1);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> new JsonNumber(this).skip();
        }
    }

    JsonException unexpected(String expected) {
        if (position >= end) {
            return failure(
                    JsonException.Kind.SYNTAX,
                    "The text ends where " + expected + " is expected",
                    end);
        }
        if (text[position] < 0) {
            sequenceEnd(position);
        }
        return failure(
                JsonException.Kind.SYNTAX,
                "Expected %s, not %s".formatted(expected, shown(text[position])),
                position);
    }

    /** Returns an exception with the line and column of a position. */
    JsonException failure(JsonException.Kind kind, String message, int at) {
        int line = 1;
        int column = 1;
        for (int i = start; i < at; i++) {
            byte next = text[i];
            if (next == '\n') {
                line++;
                column = 1;
            } else if ((next & 0xC0) != 0x80) {
                column++;
            }
        }
        return new JsonException(kind, message, line, column);
    }

    int end() {
        return end;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    private int peekSlowly() {
        while (position < end) {
            byte next = text[position];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next < 0 ? Byte.MAX_VALUE : next;
            }
            position++;
        }
        return -1;
    }

    private void skipObject(int depth) {
        checkDepth(depth);
        position++;
        if (peek() == '}') {
            position++;
            return;
        }
        do {
            if (peek() != '"') {
                throw unexpected("a member name");
            }
            scanString();
            expect(':');
            skipValue(depth);
        } while (continues('}'));
    }

    private void skipArray(int depth) {
        checkDepth(depth);
        position++;
        if (peek() == ']') {
            position++;
            return;
        }
        do {
            skipValue(depth);
        } while (continues(']'));
    }

    /**
     * Returns the position of the next byte that does not stand for itself in a string, or the end.
     */
    private int plainEnd(int from) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long word = (long) LONGS.get(text, at);
            long special = special(word);
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >> 3);
            }
            at += Long.BYTES;
        }
        while (at < end) {
            byte next = text[at];
            if (next < ' ' || next == '"' || next == '\\') {
                return at;
            }
            at++;
        }
        return at;
    }

    /**
     * Returns the high bit of each byte that is a quote, a backslash, a control character or beyond
     * ASCII. A bit may also be set above such a byte, never below the first.
     *
     * <p>From "Bit Twiddling Hacks" (Anderson), "Determine if a word has a zero byte".
     */
    private static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        long found = (quotes - ONES) & ~quotes;
        found |= (backslashes - ONES) & ~backslashes;
        found |= (word - SPACES) & ~word;
        return (found | word) & HIGH_BITS;
    }

    private int escapeEnd(int at) {
        if (at + 1 < end) {
            switch (text[at + 1]) {
                case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                    return at + 2;
                }
                case 'u' -> {
                    if (areHexDigits(at + 2)) {
                        return at + 6;
                    }
                }
                default -> {}
            }
        }
        throw failure(JsonException.Kind.SYNTAX, "An invalid escape in a string", at);
    }

    private boolean areHexDigits(int from) {
        if (from + 4 > end) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(text[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the position behind a UTF-8 sequence of two to four bytes (RFC 3629, section 4). */
    private int sequenceEnd(int at) {
        int first = text[at] & 0xFF;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        boolean isValid = first >= 0xC2 && first <= 0xF4 && at + length <= end;
        for (int i = 1; isValid && i < length; i++) {
            isValid = (text[at + i] & 0xC0) == 0x80;
        }
        if (isValid && length > 2) {
            int second = text[at + 1] & 0xFF;
            isValid =
                    switch (first) {
                        case 0xE0 -> second >= 0xA0;
                        case 0xED -> second < 0xA0;
                        case 0xF0 -> second >= 0x90;
                        case 0xF4 -> second < 0x90;
                        default -> true;
                    };
        }
        if (!isValid) {
            throw failure(JsonException.Kind.ENCODING, "The text is not valid UTF-8", at);
        }
        return at + length;
    }

    /** Returns a byte of the text as people can read it. */
    private String shown(byte found) {
        if (found < 0) {
            int until = sequenceEnd(position);
            return "`" + new String(text, position, until - position, StandardCharsets.UTF_8) + "`";
        }
        return found > ' ' && found < 0x7F ? "`" + (char) found + "`" : "a control character";
    }
}
