package dev.tiercel.benchmarks.compare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON text as bytes, as the twins write it. Not thread-safe. */
final class JsonBytes {
    private static final int INITIAL_CAPACITY = 512;
    private static final int FIRST_PRINTABLE = ' ';

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    JsonBytes raw(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /** Appends ASCII text. */
    @SuppressWarnings("deprecation") // the text is ASCII, and nothing else copies it as fast
    JsonBytes raw(String text) {
        int count = text.length();
        reserve(count);
        text.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    JsonBytes number(long value) {
        return raw(Long.toString(value));
    }

    JsonBytes number(double value) {
        return raw(Double.toString(value));
    }

    /** Appends a JSON string. */
    JsonBytes text(String text) {
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

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
