package dev.tiercel.runtime.function;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.Truth;
import dev.tiercel.runtime.Values;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions that convert between types or test them (language.md 11.5). */
public final class ConversionFunctions {
    private ConversionFunctions() {}

    /** Returns the text form; of bytes the text that they encode in UTF-8. */
    public static @Nullable Object toString(ExecutionContext context, @Nullable Object x) {
        return x instanceof BytesValue bytes
                ? Results.text(context, EncodingFunctions.utf8Text("string", bytes.octets()))
                : TextForm.of(context, x);
    }

    public static @Nullable Object toNumber(
            ExecutionContext context, @Nullable Object x, @Nullable Object fallback) {
        return number("number", x, fallback);
    }

    /** As {@link #toNumber}, with the fraction cut off, of the fallback too. */
    public static @Nullable Object toInteger(
            ExecutionContext context, @Nullable Object x, @Nullable Object fallback) {
        Object number = number("integer", x, fallback);
        return number instanceof Double value
                ? NumberFunctions.truncated("integer", value)
                : number;
    }

    public static @Nullable Object toBoolean(ExecutionContext context, @Nullable Object x) {
        if (!(x instanceof String text)) {
            return Truth.isTruthy(x);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off", "" -> false;
            default -> throw EncodingFunctions.conversion("boolean", "the text is no boolean");
        };
    }

    public static @Nullable Object typeOf(ExecutionContext context, @Nullable Object x) {
        return Values.typeName(x);
    }

    /** Whether it is a number or a numeric string. */
    public static @Nullable Object isNumber(ExecutionContext context, @Nullable Object x) {
        return Arguments.numberOrNull(x) != null;
    }

    private static @Nullable Object number(
            String function, @Nullable Object x, @Nullable Object fallback) {
        if (x == null) {
            return fallback;
        }
        if (x instanceof Boolean bool) {
            return bool ? 1L : 0L;
        }
        Object number = Arguments.numberOrNull(x);
        if (number != null) {
            return number;
        }
        if (fallback == null) {
            throw EncodingFunctions.conversion(
                    function,
                    x instanceof String
                            ? "the text is no number"
                            : "a value of type " + Values.typeName(x) + " is no number");
        }
        return fallback;
    }
}
