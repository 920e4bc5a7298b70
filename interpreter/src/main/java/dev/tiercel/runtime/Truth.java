package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** Which values count as true in conditions (LANG-73). */
public final class Truth {
    private Truth() {}

    /** Whether a value is none of null, false, zero, and the empty string, array and object. */
    public static boolean isTruthy(@Nullable Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return value != null && isTruthyValue(value);
    }

    public static boolean isTruthy(long value) {
        return value != 0;
    }

    public static boolean isTruthy(double value) {
        return value != 0;
    }

    public static boolean isTruthy(boolean value) {
        return value;
    }

    public static boolean isFalsy(@Nullable Object value) {
        return !isTruthy(value);
    }

    public static boolean isFalsy(long value) {
        return value == 0;
    }

    public static boolean isFalsy(double value) {
        return value == 0;
    }

    public static boolean isFalsy(boolean value) {
        return !value;
    }

    private static boolean isTruthyValue(Object value) {
        return switch (value) {
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case ArrayValue array -> array.size() != 0;
            case ObjectValue object -> !object.isEmpty();
            default -> true;
        };
    }
}
