package dev.tiercel.ir.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes constants: JSON, but with {@code absent}, and doubles as {@link Double#toString} writes
 * them.
 */
final class Literals extends ConstantWriter {
    private Literals() {
        super(", ", ": ");
    }

    static String constant(@Nullable Object value) {
        return new Literals().write(value);
    }

    static String string(String value) {
        return constant(value);
    }

    /** Returns a list of strings: {@code ["a", "b"]}. */
    static String strings(List<String> values) {
        return constant(values);
    }

    @Override
    String absent() {
        return "absent";
    }

    @Override
    String number(double value) {
        return Double.toString(value);
    }

    @Override
    void appendString(StringBuilder out, String value) {
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
