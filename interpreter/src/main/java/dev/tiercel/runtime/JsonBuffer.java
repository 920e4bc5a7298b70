package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A growable buffer of UTF-8 bytes into which values are written in JSON form (LANG-51). Not
 * thread-safe.
 *
 * <p>Growth beyond the limit given to {@link #begin} raises LIMIT_MEMORY; whoever uses the result
 * charges its exact cost.
 */
public final class JsonBuffer {
    /** UTF-8 bytes that one UTF-16 unit takes at most. */
    private static final int BYTES_PER_UNIT_MAX = 3;

    private static final int INITIAL_CAPACITY = 512;

    /** A buffer that grew beyond this gives its memory back when it is used again. */
    private static final int KEPT_CAPACITY_MAX = 1 << 16;

    /** Writers reserve at most this much more than they write. */
    private static final int SLACK = 64;

    private static final byte[] NULL = ascii("null");
    private static final int FALSE_LENGTH = 5;
    private static final byte[] HEX = ascii("0123456789abcdef");

    /**
     * For each ASCII character 0 if it stands for itself in a JSON string, else the letter of its
     * escape.
     */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;
    private long limit = Integer.MAX_VALUE;
    private long unitsMax = Long.MAX_VALUE;
    private @Nullable ExecutionContext context;

    public JsonBuffer() {}

    /** Empties the buffer; from now on it holds at most {@code units} UTF-16 units. */
    void beginText(ExecutionContext newContext, long units) {
        begin(newContext, units * BYTES_PER_UNIT_MAX);
        unitsMax = units;
    }

    /** Empties the buffer; from now on it holds at most {@code limit} bytes. */
    public void begin(ExecutionContext newContext, long newLimit) {
        if (bytes.length > KEPT_CAPACITY_MAX) {
            bytes = new byte[INITIAL_CAPACITY];
        }
        context = newContext;
        limit = newLimit;
        unitsMax = Long.MAX_VALUE;
        length = 0;
    }

    /** Empties the buffer; from now on it holds at most what the memory budget allows. */
    public void begin(ExecutionContext newContext) {
        begin(newContext, MemoryCost.byteCount(newContext.memoryLeft()));
    }

    public int length() {
        return length;
    }

    /** Returns the bytes of the buffer itself, of which the first {@link #length} count. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the content as a string. */
    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Appends bytes as they are. */
    public void raw(byte[] text) {
        raw(text, 0, text.length);
    }

    /** Appends {@code count} bytes from {@code from} as they are. */
    public void raw(byte[] text, int from, int count) {
        reserve(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    /** Appends one ASCII character as it is. */
    public void raw(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
    }

    /** Appends text as it is. */
    public void raw(String text) {
        int count = text.length();
        reserve(count);
        byte[] target = bytes;
        int position = length;
        for (int i = 0; i < count; i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                length = position;
                rawFrom(text, i);
                return;
            }
            target[position++] = (byte) unit;
        }
        length = position;
    }

    public void value(boolean value) {
        reserve(FALSE_LENGTH);
        byte[] target = bytes;
        int position = length;
        // Stores of constants become one, while copying an array of unknown length calls a routine.
        if (value) {
            target[position] = 't';
            target[position + 1] = 'r';
            target[position + 2] = 'u';
            target[position + 3] = 'e';
            length = position + 4;
        } else {
            target[position] = 'f';
            target[position + 1] = 'a';
            target[position + 2] = 'l';
            target[position + 3] = 's';
            target[position + 4] = 'e';
            length = position + FALSE_LENGTH;
        }
    }

    public void value(long value) {
        reserve(NumberText.LENGTH_MAX);
        length = NumberText.write(value, bytes, length);
    }

    public void value(double value) {
        reserve(NumberText.LENGTH_MAX);
        length = NumberText.writeJson(value, bytes, length);
    }

    /** Appends the JSON form of a value. */
    public void value(@Nullable Object value) {
        value(value, 0);
    }

    /** Appends a JSON string. */
    public void string(String text) {
        int count = text.length();
        reserve(count + 2);
        byte[] target = bytes;
        int position = length;
        target[position++] = '"';
        for (int i = 0; i < count; i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80 || ESCAPES[unit] != 0) {
                length = position;
                stringFrom(text, i);
                return;
            }
            target[position++] = (byte) unit;
        }
        target[position] = '"';
        length = position + 1;
    }

    /** Returns {@code "key":} in JSON. */
    static byte[] encodedKey(String key) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.string(key);
        buffer.raw(':');
        return Arrays.copyOf(buffer.bytes, buffer.length);
    }

    /**
     * Appends the JSON form of a value.
     *
     * @param depth number of arrays and objects around it
     */
    public void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> raw(NULL);
            case String text -> string(text);
            case Long number -> value((long) number);
            case Double number -> value((double) number);
            case Boolean bool -> value((boolean) bool);
            case ArrayValue array -> array(array, depth + 1);
            case ObjectValue object -> object(object, depth + 1);
            case BytesValue octets -> base64(octets);
            case JsonFragment fragment -> fragment.writeTo(this);
            default -> throw new IllegalStateException("no value: " + value.getClass().getName());
        }
    }

    private void array(ArrayValue array, int depth) {
        Nesting.check(depth);
        raw('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                raw(',');
            }
            value(array.get(i), depth);
        }
        raw(']');
    }

    private void object(ObjectValue object, int depth) {
        Nesting.check(depth);
        raw('{');
        boolean isFirst = true;
        for (int i = 0; i < object.slotCount(); i++) {
            Object member = object.slot(i);
            if (member == Absent.ABSENT) {
                continue;
            }
            if (!isFirst) {
                raw(',');
            }
            isFirst = false;
            key(object.shape(), i);
            value(member, depth);
        }
        raw('}');
    }

    /** Appends {@code "key":} of a member. */
    public void key(Shape shape, int index) {
        byte[] encoded = shape.jsonKey(index);
        if (encoded != null) {
            raw(encoded);
        } else {
            string(shape.key(index));
            raw(':');
        }
    }

    /** Appends the base64 text of octets as a JSON string. */
    private void base64(BytesValue octets) {
        raw('"');
        rawBase64(octets);
        raw('"');
    }

    /** Appends the base64 text of octets. */
    void rawBase64(BytesValue octets) {
        long count = 4 * ((octets.size() + 2L) / 3);
        reserve(count);
        raw(Base64.getEncoder().encode(octets.octets()));
    }

    /**
     * Appends the rest of a JSON string from a character on that does not stand for itself, and the
     * quote.
     */
    private void stringFrom(String text, int start) {
        int count = text.length();
        for (int i = start; i < count; i++) {
            char unit = text.charAt(i);
            reserve(6 + SLACK / 2);
            if (unit >= 0x80) {
                i += utf8(text, i, unit);
            } else if (ESCAPES[unit] == 0) {
                bytes[length++] = (byte) unit;
            } else {
                escape(unit);
            }
        }
        raw('"');
    }

    private void rawFrom(String text, int start) {
        int count = text.length();
        for (int i = start; i < count; i++) {
            char unit = text.charAt(i);
            reserve(4);
            if (unit >= 0x80) {
                i += utf8(text, i, unit);
            } else {
                bytes[length++] = (byte) unit;
            }
        }
    }

    private void escape(char unit) {
        byte letter = ESCAPES[unit];
        bytes[length++] = '\\';
        bytes[length++] = letter;
        if (letter == 'u') {
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[unit >> 4];
            bytes[length++] = HEX[unit & 0xF];
        }
    }

    /** Appends the code point at an index; returns how many units beyond the first it has. */
    private int utf8(String text, int index, char unit) {
        byte[] target = bytes;
        int position = length;
        if (unit < 0x800) {
            target[position] = (byte) (0xC0 | (unit >> 6));
            target[position + 1] = (byte) (0x80 | (unit & 0x3F));
            length = position + 2;
            return 0;
        }
        if (!Character.isSurrogate(unit)) {
            target[position] = (byte) (0xE0 | (unit >> 12));
            target[position + 1] = (byte) (0x80 | ((unit >> 6) & 0x3F));
            target[position + 2] = (byte) (0x80 | (unit & 0x3F));
            length = position + 3;
            return 0;
        }
        int codePoint = text.codePointAt(index);
        target[position] = (byte) (0xF0 | (codePoint >> 18));
        target[position + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        target[position + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        target[position + 3] = (byte) (0x80 | (codePoint & 0x3F));
        length = position + 4;
        return 1;
    }

    private void reserve(long count) {
        if (bytes.length - length < count) {
            grow(count);
        }
    }

    private void grow(long count) {
        long required = length + count;
        ExecutionContext owner = context;
        boolean isFull = required - SLACK > limit || (length > unitsMax && countUnits() > unitsMax);
        if (isFull && owner != null) {
            throw owner.memoryExhausted();
        }
        long capacity = Math.max(required, Math.min(2L * bytes.length, limit));
        bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(capacity, Integer.MAX_VALUE - 8)));
    }

    // Every byte but those that continue a character is a unit; the longest characters are two.
    private long countUnits() {
        long units = 0;
        for (int i = 0; i < length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                units += (bytes[i] & 0xF8) == 0xF0 ? 2 : 1;
            }
        }
        return units;
    }

    private static byte[] escapes() {
        byte[] letters = new byte[0x80];
        Arrays.fill(letters, 0, ' ', (byte) 'u');
        letters['"'] = '"';
        letters['\\'] = '\\';
        letters['\b'] = 'b';
        letters['\f'] = 'f';
        letters['\n'] = 'n';
        letters['\r'] = 'r';
        letters['\t'] = 't';
        return letters;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
