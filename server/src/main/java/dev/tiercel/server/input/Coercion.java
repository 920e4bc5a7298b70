package dev.tiercel.server.input;

import dev.tiercel.frontend.document.RouteParameter.DataType;
import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.NumericText;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gives the value of a parameter its declared type (DOC-24). */
final class Coercion {
    private static final double LONG_LIMIT = 0x1p63;

    private Coercion() {}

    /** Returns the value in the type, or {@link Absent#ABSENT} if it is none of that type. */
    static Object coerce(DataType type, Object value, boolean isFromJson) {
        return switch (type) {
            case STRING -> value instanceof String ? value : Absent.ABSENT;
            case NUMBER -> orAbsent(number(value));
            case INTEGER -> integer(value);
            case BOOLEAN -> bool(value);
            case ARRAY -> array(value, isFromJson);
            case OBJECT -> object(value, isFromJson);
        };
    }

    /** Returns the message of a value that is not of the type. */
    static String expectation(DataType type) {
        return switch (type) {
            case STRING -> "must be a string";
            case NUMBER -> "must be a number";
            case INTEGER -> "must be an integer";
            case BOOLEAN -> "must be true or false";
            case ARRAY -> "must be an array";
            case OBJECT -> "must be an object";
        };
    }

    private static @Nullable Object number(Object value) {
        return switch (value) {
            case Long _, Double _ -> value;
            case String text -> NumericText.parse(text);
            default -> null;
        };
    }

    private static Object integer(Object value) {
        return switch (number(value)) {
            case Long integer -> integer;
            case Double number
                    when number == Math.rint(number)
                            && number >= -LONG_LIMIT
                            && number < LONG_LIMIT ->
                    number.longValue();
            case null, default -> Absent.ABSENT;
        };
    }

    private static Object bool(Object value) {
        return switch (value) {
            case Boolean _ -> value;
            case String text ->
                    switch (text) {
                        case "true", "1" -> true;
                        case "false", "0" -> false;
                        default -> Absent.ABSENT;
                    };
            default -> Absent.ABSENT;
        };
    }

    private static Object array(Object value, boolean isFromJson) {
        if (value instanceof ArrayValue) {
            return value;
        }
        if (isFromJson || !(value instanceof String text)) {
            return Absent.ABSENT;
        }
        if (text.startsWith("[")) {
            return json(text) instanceof ArrayValue array ? array : Absent.ABSENT;
        }
        return ArrayValue.wrap(new @Nullable Object[] {text});
    }

    private static Object object(Object value, boolean isFromJson) {
        if (value instanceof ObjectValue) {
            return value;
        }
        boolean isText = !isFromJson && value instanceof String;
        return isText && json((String) value) instanceof ObjectValue object
                ? object
                : Absent.ABSENT;
    }

    private static @Nullable Object json(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            return null;
        }
    }

    private static Object orAbsent(@Nullable Object value) {
        return value == null ? Absent.ABSENT : value;
    }
}
