package dev.tiercel.frontend.format;

import dev.tiercel.frontend.syntax.Node;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Scalars and keys as JSON or YAML text, written from their values. */
final class ScalarText {
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$/][A-Za-z0-9_$/.+() -]*");

    /** Words that YAML readers of some version do not take as text. */
    private static final Set<String> RESERVED =
            Set.of("null", "true", "false", "yes", "no", "on", "off");

    private static final Pattern SINGLE_QUOTED = Pattern.compile("[\\x20-\\x26\\x28-\\x7e]*");
    private static final String HEX = "0123456789abcdef";

    private ScalarText() {}

    /** Returns a scalar as JSON; a number keeps the digits it is written with. */
    static String json(Node.Scalar scalar) {
        return switch (scalar.value()) {
            case null -> "null";
            case String text -> quoted(text);
            case Number number ->
                    isAsWritten(number, scalar.text()) ? scalar.text() : number.toString();
            case Object other -> other.toString();
        };
    }

    private static boolean isAsWritten(Number number, String text) {
        boolean hasFraction = text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
        return JSON_NUMBER.matcher(text).matches()
                && (number instanceof Long || hasFraction || isBeyondLong(number));
    }

    /** An integer that does not fit is read as a double without being written as one. */
    private static boolean isBeyondLong(Number number) {
        return Math.abs(number.doubleValue()) >= Long.MAX_VALUE;
    }

    /** Returns a scalar as YAML on one line. */
    static String yaml(Node.Scalar scalar) {
        return scalar.value() instanceof String text ? yaml(text) : json(scalar);
    }

    /** Returns a text as YAML on one line. */
    static String yaml(String text) {
        boolean isPlain =
                PLAIN.matcher(text).matches()
                        && !text.endsWith(" ")
                        && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        if (isPlain) {
            return text;
        }
        boolean hasEscapes = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
        return hasEscapes && SINGLE_QUOTED.matcher(text).matches()
                ? "'" + text + "'"
                : quoted(text);
    }

    /** Returns a text in double quotes, with the escapes that JSON and YAML share. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isEscaped(c)) {
                        escape(c, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Controls, and what YAML readers take for a line end or do not accept. */
    private static boolean isEscaped(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x2028
                || c == 0x2029
                || c == 0xfeff
                || c == 0xfffe
                || c == 0xffff;
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 15));
        }
    }
}
