package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What is common to values of all types. */
public final class Values {
    private Values() {}

    /**
     * Returns the run-time form of a constant of the IR: arrays for lists, objects for maps.
     *
     * @throws IllegalArgumentException if it is no value of the language
     */
    public static @Nullable Object ofConstant(@Nullable Object constant) {
        return switch (constant) {
            case null -> null;
            case List<?> list -> arrayOf(list);
            case SequencedMap<?, ?> map -> objectOf(map);
            case Boolean _, Long _, Double _, Absent _, ArrayValue _, ObjectValue _, BytesValue _ ->
                    constant;
            case String text -> text.intern();
            default ->
                    throw new IllegalArgumentException(
                            "no value: " + constant.getClass().getName());
        };
    }

    private static ArrayValue arrayOf(List<?> list) {
        @Nullable Object[] elements = new @Nullable Object[list.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = ofConstant(list.get(i));
        }
        return ArrayValue.wrap(elements);
    }

    private static ObjectValue objectOf(SequencedMap<?, ?> map) {
        String[] keys = new String[map.size()];
        @Nullable Object[] slots = new @Nullable Object[keys.length];
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            keys[i] = (String) entry.getKey();
            slots[i] = ofConstant(entry.getValue());
            i++;
        }
        return ObjectValue.wrap(Shape.of(keys), slots);
    }

    /** Returns the name of the type of a value, as function {@code type_of} gives it. */
    public static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean _ -> "boolean";
            case Long _ -> "integer";
            case Double _ -> "double";
            case String _ -> "string";
            case ArrayValue _ -> "array";
            case ObjectValue _ -> "object";
            case BytesValue _ -> "bytes";
            default -> throw new IllegalStateException("no value: " + value.getClass().getName());
        };
    }
}
