package dev.tiercel.ir.text;

import dev.tiercel.ir.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a constant as {@link dev.tiercel.ir.Opcode.Constant} holds it. Used once. */
abstract class ConstantWriter {
    private final String comma;
    private final String colon;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param comma between elements and members
     * @param colon between a member's name and its value
     */
    ConstantWriter(String comma, String colon) {
        this.comma = comma;
        this.colon = colon;
    }

    /** Returns the text of what stands for no value. */
    abstract String absent();

    abstract String number(double value);

    /** Appends a string with its quotes and escapes. */
    abstract void appendString(StringBuilder text, String value);

    /**
     * Returns the text of a constant.
     *
     * @throws IllegalArgumentException if the value is not one of a constant
     */
    final String write(@Nullable Object value) {
        append(value);
        return out.toString();
    }

    // Constants are as deep as documents may be, so this recursion is bounded by their limit.
    private void append(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Absent _ -> out.append(absent());
            case Boolean flag -> out.append(flag.booleanValue());
            case Long number -> out.append(number.longValue());
            case Double number -> out.append(number(number));
            case String text -> appendString(out, text);
            case List<?> elements -> appendArray(elements);
            case Map<?, ?> members -> appendObject(members);
            default -> throw new IllegalArgumentException("no constant: " + value.getClass());
        }
    }

    private void appendArray(List<?> elements) {
        out.append('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            append(element);
            separator = comma;
        }
        out.append(']');
    }

    private void appendObject(Map<?, ?> members) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(separator);
            appendString(out, (String) member.getKey());
            out.append(colon);
            append(member.getValue());
            separator = comma;
        }
        out.append('}');
    }
}
