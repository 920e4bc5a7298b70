package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** Conversion of the values of fields and arguments to what they need (LANG-34, LANG-55). */
public final class Conversions {
    private static final double LONG_BOUND = 0x1p63;

    private Conversions() {}

    /**
     * Returns an integer argument: an integer, an integral double, or an integer numeric string.
     */
    public static long toInteger(
            ExecutionContext context, @Nullable Object value, String field, long min, long max) {
        if (value instanceof Long number && number >= min && number <= max) {
            return number;
        }
        return toIntegerSlowly(value, field, min, max);
    }

    /**
     * Returns a number argument of at least {@code min}: a number, or a numeric string as its
     * number.
     */
    public static Object toNumber(
            ExecutionContext context, @Nullable Object value, String field, double min) {
        Object number = toNumber(value, field);
        if (doubleOf(number) < min) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "`%s` must be at least %s".formatted(field, NumberText.text(min)));
        }
        return number;
    }

    /** Returns a number argument: a number, or a numeric string as its number. */
    public static Object toNumber(@Nullable Object value, String field) {
        Object number = NumericText.numberOf(value);
        if (number == null) {
            throw wrongType(field, "a number", value);
        }
        return number;
    }

    /** Returns a boolean field: a boolean, or one of the texts {@code true} and {@code false}. */
    public static boolean toBoolean(
            ExecutionContext context, @Nullable Object value, String field) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof String text) {
            if (text.equals("true")) {
                return true;
            }
            if (text.equals("false")) {
                return false;
            }
        }
        throw wrongType(field, "a boolean", value);
    }

    /** Returns the text form of a value in key position; null raises. */
    public static String toKey(ExecutionContext context, @Nullable Object value, String field) {
        if (value == null) {
            throw LogicError.of(ErrorCode.INVALID_ARGUMENT, "`" + field + "` must not be null");
        }
        return TextForm.of(context, value);
    }

    /** Returns a text argument: text, or a number or boolean in text form. */
    public static String toText(ExecutionContext context, @Nullable Object value, String field) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return TextForm.of(context, value);
        }
        throw wrongType(field, "text", value);
    }

    /** Returns an argument of {@code math_op}: a number or a numeric string as a double. */
    public static double toDouble(ExecutionContext context, @Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Long number) {
            return number;
        }
        Object number = NumericText.numberOf(value);
        if (number == null) {
            throw LogicError.of(
                    ErrorCode.TYPE_ERROR,
                    "The operation needs numbers or numeric text, not " + Values.typeName(value));
        }
        return doubleOf(number);
    }

    /** Returns a number as a double. */
    static double doubleOf(Object number) {
        return number instanceof Long integer ? (double) integer : (Double) number;
    }

    private static long toIntegerSlowly(@Nullable Object value, String field, long min, long max) {
        Object number =
                switch (value) {
                    case Long integer -> integer;
                    case Double decimal when decimal == Math.rint(decimal) -> decimal;
                    case String text when NumericText.isInteger(text) -> NumericText.parse(text);
                    case null, default -> null;
                };
        if (number == null) {
            throw wrongType(field, "an integer", value);
        }
        if (number instanceof Double decimal && decimal >= -LONG_BOUND && decimal < LONG_BOUND) {
            number = decimal.longValue();
        }
        if (number instanceof Long integer && integer >= min && integer <= max) {
            return integer;
        }
        throw LogicError.of(
                ErrorCode.INVALID_ARGUMENT,
                "`%s` must be from %d to %d".formatted(field, min, max));
    }

    private static LogicError wrongType(String field, String expected, @Nullable Object value) {
        return LogicError.of(
                ErrorCode.TYPE_ERROR,
                "`%s` must be %s, not %s".formatted(field, expected, Values.typeName(value)));
    }
}
