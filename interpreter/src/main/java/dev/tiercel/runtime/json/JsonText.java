package dev.tiercel.runtime.json;

import java.nio.charset.StandardCharsets;

/** Turns what stands between the quotes of a valid JSON string into a string. */
final class JsonText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int UNICODE_ESCAPE_LENGTH = 6;

    private final byte[] source;
    private final int end;
    private final byte[] target;
    private int length;

    private JsonText(byte[] source, int start, int end) {
        this.source = source;
        this.end = end;
        // No escape is shorter than the UTF-8 of what it stands for.
        this.target = new byte[end - start];
    }

    /** Takes a string whose opening quote is next. */
    static String read(JsonScanner in) {
        int start = in.position() + 1;
        int flags = in.scanString();
        int end = in.position() - 1;
        return decode(in.text(), start, end, flags);
    }

    /**
     * Returns the string between two positions, for which {@link JsonScanner#scanString} gave the
     * flags.
     */
    static String decode(byte[] source, int start, int end, int flags) {
        if (flags == 0) {
            return new String(source, start, end - start, StandardCharsets.ISO_8859_1);
        }
        if ((flags & JsonScanner.ESCAPED) == 0) {
            return new String(source, start, end - start, StandardCharsets.UTF_8);
        }
        return new JsonText(source, start, end).unescaped(start);
    }

    private String unescaped(int start) {
        int at = start;
        while (at < end) {
            byte next = source[at];
            if (next != '\\') {
                target[length++] = next;
                at++;
            } else if (source[at + 1] == 'u') {
                at = unicodeEscape(at);
            } else {
                target[length++] = shortEscape(source[at + 1]);
                at += 2;
            }
        }
        return new String(target, 0, length, StandardCharsets.UTF_8);
    }

    private static byte shortEscape(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** Appends the code point of an escape, or of two that form a surrogate pair (LANG-4). */
    private int unicodeEscape(int at) {
        char unit = hexUnit(at + 2);
        int next = at + UNICODE_ESCAPE_LENGTH;
        if (!Character.isSurrogate(unit)) {
            append(unit);
            return next;
        }
        boolean hasNext =
                end - next >= UNICODE_ESCAPE_LENGTH
                        && source[next] == '\\'
                        && source[next + 1] == 'u';
        if (Character.isHighSurrogate(unit) && hasNext) {
            char low = hexUnit(next + 2);
            if (Character.isLowSurrogate(low)) {
                append(Character.toCodePoint(unit, low));
                return next + UNICODE_ESCAPE_LENGTH;
            }
        }
        append(REPLACEMENT);
        return next;
    }

    private char hexUnit(int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            unit = (unit << 4) | Character.digit(source[i], 16);
        }
        return (char) unit;
    }

    private void append(int codePoint) {
        if (codePoint < 0x80) {
            target[length++] = (byte) codePoint;
            return;
        }
        if (codePoint < 0x800) {
            target[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                target[length++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                target[length++] = (byte) (0xF0 | (codePoint >> 18));
                target[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            target[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        target[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }
}
