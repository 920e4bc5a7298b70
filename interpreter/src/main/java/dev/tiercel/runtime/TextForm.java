package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** The text form of values, and what is built from it (LANG-51). */
public final class TextForm {
    private TextForm() {}

    /** Returns the text form of a value, charged unless it is the value itself. */
    public static String of(ExecutionContext context, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        return charged(context, transientText(context, value));
    }

    public static String of(ExecutionContext context, long value) {
        return charged(context, Long.toString(value));
    }

    public static String of(ExecutionContext context, double value) {
        return charged(context, NumberText.text(value));
    }

    public static String of(ExecutionContext context, boolean value) {
        return charged(context, value ? "true" : "false");
    }

    /** Returns the JSON form of a value, charged. */
    public static String json(ExecutionContext context, @Nullable Object value) {
        JsonBuffer buffer = context.scratch();
        buffer.value(value);
        return charged(context, buffer.text());
    }

    /** Returns the text forms of two values, one after the other. */
    public static String concatenate(
            ExecutionContext context, @Nullable Object first, @Nullable Object second) {
        String left = transientText(context, first);
        String right = transientText(context, second);
        context.chargeMemory(MemoryCost.string((long) left.length() + right.length()));
        return left.concat(right);
    }

    /** Returns the text forms of three values, one after the other. */
    public static String concatenate(
            ExecutionContext context,
            @Nullable Object first,
            @Nullable Object second,
            @Nullable Object third) {
        String left = transientText(context, first);
        String middle = transientText(context, second);
        String right = transientText(context, third);
        context.chargeMemory(
                MemoryCost.string((long) left.length() + middle.length() + right.length()));
        return String.join("", left, middle, right);
    }

    /** Returns the text forms of any number of values, one after the other. */
    public static String concatenate(ExecutionContext context, @Nullable Object[] values) {
        String[] parts = new String[values.length];
        long length = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = transientText(context, values[i]);
            parts[i] = part;
            length += part.length();
        }
        context.chargeMemory(MemoryCost.string(length));
        return String.join("", parts);
    }

    /** Returns the text form of a value without charging it: for text that no value keeps. */
    public static String transientText(ExecutionContext context, @Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> text;
            case Long number -> Long.toString(number);
            case Double number -> NumberText.text(number);
            case Boolean bool -> bool ? "true" : "false";
            case ErrorValue error -> error.message();
            default -> jsonText(context, value);
        };
    }

    private static String jsonText(ExecutionContext context, Object value) {
        JsonBuffer buffer = context.scratch();
        if (value instanceof BytesValue bytes) {
            buffer.rawBase64(bytes);
        } else {
            buffer.value(value);
        }
        return buffer.text();
    }

    private static String charged(ExecutionContext context, String text) {
        context.chargeMemory(MemoryCost.string(text.length()));
        return text;
    }
}
