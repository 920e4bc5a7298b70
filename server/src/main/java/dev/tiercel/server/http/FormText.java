package dev.tiercel.server.http;

import dev.tiercel.runtime.ObjectValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names and values in the form of a query string, also that of form bodies (HTTP-12 to HTTP-14).
 */
final class FormText {
    private FormText() {}

    /** Text that is no such list: an invalid escape, or decoded bytes that are not UTF-8. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Returns an object with a member per name: a string, or for a repeated name an array of
     * strings in order.
     *
     * @throws Malformed if the text cannot be decoded
     */
    static ObjectValue parse(String text) {
        if (text.isEmpty()) {
            return ObjectValue.EMPTY;
        }
        FormFields fields = new FormFields();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            if (end < 0) {
                end = text.length();
            }
            if (end > start) {
                int equals = text.indexOf('=', start, end);
                boolean hasValue = equals >= 0;
                String name = decode(text, start, hasValue ? equals : end);
                String value = hasValue ? decode(text, equals + 1, end) : "";
                fields.add(name, value);
            }
            start = end + 1;
        }
        return fields.build();
    }

    private static String decode(String text, int start, int end) {
        boolean isPlain = true;
        for (int i = start; i < end && isPlain; i++) {
            char c = text.charAt(i);
            isPlain = c != '%' && c != '+' && c < 0x80;
        }
        return isPlain ? text.substring(start, end) : decodeEscapes(text, start, end);
    }

    private static String decodeEscapes(String text, int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            int c = text.codePointAt(i);
            if (c == '+') {
                bytes.write(' ');
            } else if (c == '%') {
                bytes.write(escaped(text, i, end));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c) - 1;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("is not UTF-8");
        }
    }

    private static int escaped(String text, int index, int end) {
        if (index + 2 < end) {
            int high = Character.digit(text.charAt(index + 1), 16);
            int low = Character.digit(text.charAt(index + 2), 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw new Malformed("has an invalid escape");
    }
}
