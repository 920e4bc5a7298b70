package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.NumericText;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.Values;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of the arguments of functions (LANG-55), besides {@link
 * dev.tiercel.runtime.Conversions}. A wrong type raises TYPE_ERROR. What is converted is not
 * charged: it is no value that the logic sees.
 */
final class Arguments {
    private Arguments() {}

    /** Returns a text argument: text, or a number or boolean in text form. */
    static String text(ExecutionContext context, String function, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Long _, Double _, Boolean _ -> TextForm.transientText(context, value);
            case null, default -> throw wrongType(function, "text", value);
        };
    }

    /** Returns an optional text argument. */
    static String text(
            ExecutionContext context, String function, @Nullable Object value, String fallback) {
        return value == null ? fallback : text(context, function, value);
    }

    /** Returns an argument that is a name or a pattern: text and nothing else. */
    static String name(String function, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrongType(function, "text", value);
    }

    /** Returns a number or the number of a numeric string, null for any other value. */
    static @Nullable Object numberOrNull(@Nullable Object value) {
        return switch (value) {
            case Long _, Double _ -> value;
            case String text -> NumericText.parse(text);
            case null, default -> null;
        };
    }

    static ArrayValue array(String function, @Nullable Object value) {
        if (value instanceof ArrayValue array) {
            return array;
        }
        throw wrongType(function, "an array", value);
    }

    static ObjectValue object(String function, @Nullable Object value) {
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw wrongType(function, "an object", value);
    }

    static LogicError wrongType(String function, String expected, @Nullable Object value) {
        return LogicError.of(
                ErrorCode.TYPE_ERROR,
                "`" + function + "` needs " + expected + ", not " + Values.typeName(value));
    }

    static LogicError outOfRange(String function, String problem) {
        return LogicError.of(ErrorCode.INVALID_ARGUMENT, "`" + function + "`: " + problem);
    }
}
