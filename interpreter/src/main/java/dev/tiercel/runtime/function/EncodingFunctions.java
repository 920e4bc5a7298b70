package dev.tiercel.runtime.function;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Functions between text and its encodings (language.md 11.1). */
public final class EncodingFunctions {
    private static final String UTF_8 = "utf-8";
    private static final String UNRESERVED = "-._~";
    private static final HexFormat PERCENT_HEX = HexFormat.of().withUpperCase();
    private static final String ENTITY_CHARACTERS = "&<>\"'";
    private static final String[] ENTITIES = {"&amp;", "&lt;", "&gt;", "&quot;", "&#x27;"};

    private EncodingFunctions() {}

    /** Percent-encodes everything except unreserved characters (RFC 3986). */
    public static @Nullable Object urlEncode(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        byte[] octets = utf8(Arguments.text(context, "url_encode", s));
        StringBuilder encoded = new StringBuilder(octets.length);
        for (byte octet : octets) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                PERCENT_HEX.toHexDigits(encoded.append('%'), octet);
            }
        }
        return Results.text(context, encoded.toString());
    }

    /** Decodes percent escapes and reads a plus sign as a space. */
    public static @Nullable Object urlDecode(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "url_decode", s).replace('+', ' ');
        byte[] octets = utf8(text);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%') {
                decoded.write(escapedOctet(octets, i));
                i += 2;
            } else {
                decoded.write(octets[i]);
            }
        }
        return Results.text(context, utf8Text("url_decode", decoded.toByteArray()));
    }

    public static @Nullable Object htmlEscape(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "html_escape", s);
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int entity = ENTITY_CHARACTERS.indexOf(c);
            if (entity < 0) {
                escaped.append(c);
            } else {
                escaped.append(ENTITIES[entity]);
            }
        }
        return Results.text(context, escaped.toString());
    }

    /** Reads the five entities that {@code html_escape} writes; other text stays as it is. */
    public static @Nullable Object htmlUnescape(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "html_unescape", s);
        StringBuilder unescaped = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int entity = entityAt(text, start);
            if (entity < 0) {
                unescaped.append(text.charAt(start));
                start++;
            } else {
                unescaped.append(ENTITY_CHARACTERS.charAt(entity));
                start += ENTITIES[entity].length();
            }
        }
        return Results.text(context, unescaped.toString());
    }

    public static @Nullable Object base64Encode(ExecutionContext context, @Nullable Object x) {
        if (x == null) {
            return null;
        }
        byte[] octets = octets(context, "base64_encode", x);
        Results.chargeText(context, (octets.length + 2L) / 3 * 4);
        return Base64.getEncoder().encodeToString(octets);
    }

    public static @Nullable Object base64Decode(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        byte[] octets = base64("base64_decode", Arguments.text(context, "base64_decode", s));
        return Results.text(context, utf8Text("base64_decode", octets));
    }

    public static @Nullable Object toBytes(
            ExecutionContext context, @Nullable Object s, @Nullable Object encoding) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "to_bytes", s);
        String name = encoding == null ? UTF_8 : Arguments.name("to_bytes", encoding);
        byte[] octets =
                switch (name) {
                    case UTF_8 -> utf8(text);
                    case "base64" -> base64("to_bytes", text);
                    case "hex" -> hex(text);
                    default ->
                            throw Arguments.outOfRange(
                                    "to_bytes",
                                    "the encoding is utf-8, base64 or hex, not " + name);
                };
        return Results.bytes(context, octets);
    }

    /** Returns what is hashed or encoded: bytes themselves, or text as UTF-8. */
    static byte[] octets(ExecutionContext context, String function, @Nullable Object value) {
        return value instanceof BytesValue bytes
                ? bytes.octets()
                : utf8(Arguments.text(context, function, value));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Decodes UTF-8, or raises CONVERSION. */
    static String utf8Text(String function, byte[] octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException _) {
            throw conversion(function, "the octets are no UTF-8 text");
        }
    }

    static LogicError conversion(String function, String problem) {
        return LogicError.of(ErrorCode.CONVERSION, "`" + function + "`: " + problem);
    }

    private static boolean isUnreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || UNRESERVED.indexOf(octet) >= 0;
    }

    private static int escapedOctet(byte[] octets, int percent) {
        int high = percent + 2 < octets.length ? Character.digit(octets[percent + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(octets[percent + 2], 16);
        if (low < 0) {
            throw conversion("url_decode", "an escape is not % and two hexadecimal digits");
        }
        return high << 4 | low;
    }

    private static int entityAt(String text, int index) {
        if (text.charAt(index) == '&') {
            for (int i = 0; i < ENTITIES.length; i++) {
                if (text.startsWith(ENTITIES[i], index)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static byte[] base64(String function, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw conversion(function, "the text is not base64");
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException _) {
            throw conversion("to_bytes", "the text is not pairs of hexadecimal digits");
        }
    }
}
