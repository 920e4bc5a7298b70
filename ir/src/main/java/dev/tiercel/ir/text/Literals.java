package dev.tiercel.ir.text;

import dev.tiercel.ir.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes constants: JSON, but with {@code absent}, and doubles as {@link Double#toString} writes
 * them.
 */
final class Literals {
    private Literals() {}

    static String constant(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    static String string(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        appendString(out, value);
        return out.toString();
    }

    /** Returns a list of strings: {@code ["a", "b"]}. */
    static String strings(List<String> values) {
        return constant(values);
    }

    // Constants are as deep as documents may be, so this recursion is bounded by their limit.
    private static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Absent _ -> out.append("absent");
            case String text -> appendString(out, text);
            case List<?> elements -> appendArray(out, elements);
            case Map<?, ?> members -> appendObject(out, members);
            case Boolean flag -> out.append(flag.booleanValue());
            case Long number -> out.append(number.longValue());
            case Double number -> out.append(number.doubleValue());
            default -> throw new IllegalArgumentException("no constant: " + value.getClass());
        }
    }

    private static void appendArray(StringBuilder out, List<?> elements) {
        out.append('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            append(out, element);
            separator = ", ";
        }
        out.append(']');
    }

    private static void appendObject(StringBuilder out, Map<?, ?> members) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(separator);
            appendString(out, (String) member.getKey());
            out.append(": ");
            append(out, member.getValue());
            separator = ", ";
        }
        out.append('}');
    }

    private static void appendString(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> appendCharacter(out, c);
            }
        }
        out.append('"');
    }

    private static void appendCharacter(StringBuilder out, char c) {
        if (c < ' '
                || Character.isSurrogate(c)
                || c == '\u007f'
                || c == '\u2028'
                || c == '\u2029') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
