package dev.tiercel.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON text as bytes, as the twins write it. Not thread-safe. */
public final class JsonBytes {
    private static final int INITIAL_CAPACITY = 512;
    private static final int FIRST_PRINTABLE = ' ';

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    /** Appends an ASCII character. */
    public JsonBytes raw(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /** Appends ASCII text. */
    @SuppressWarnings("deprecation") // the text is ASCII, and nothing else copies it as fast
    public JsonBytes raw(String text) {
        int count = text.length();
        reserve(count);
        text.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    /** Appends a whole number. */
    public JsonBytes number(long value) {
        return raw(Long.toString(value));
    }

    /** Appends a number as Java writes it. */
    public JsonBytes number(double value) {
        return raw(Double.toString(value));
    }

    /** Appends a JSON string. */
    public JsonBytes text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        reserve(2 * encoded.length + 2);
        bytes[length++] = '"';
        for (byte unit : encoded) {
            if (unit == '"' || unit == '\\') {
                bytes[length++] = '\\';
            } else if (unit >= 0 && unit < FIRST_PRINTABLE) {
                throw new IllegalArgumentException("control characters are not in the data");
            }
            bytes[length++] = unit;
        }
        bytes[length++] = '"';
        return this;
    }

    /** Removes what was appended. */
    void clear() {
        length = 0;
    }

    /**
     * Returns the array whose first {@link #length()} bytes are the text; the next call may change
     * it.
     */
    byte[] buffer() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Returns a copy of the text. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
