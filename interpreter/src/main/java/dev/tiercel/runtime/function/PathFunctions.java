package dev.tiercel.runtime.function;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.NumericText;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access by paths, which are keys separated by dots or an array of keys (language.md 11.4). */
public final class PathFunctions {
    private PathFunctions() {}

    /** Returns the value at a path, as member access finds it; a fallback instead of null. */
    public static @Nullable Object get(
            ExecutionContext context,
            @Nullable Object x,
            @Nullable Object path,
            @Nullable Object fallback) {
        if (x == null) {
            return fallback;
        }
        Object value = x;
        for (Object key : keys(context, "get", path)) {
            value = Members.element(context, value, key);
        }
        return value == null ? fallback : value;
    }

    /** Returns a copy with the value at a path replaced; missing objects on the way are made. */
    public static @Nullable Object setPath(
            ExecutionContext context,
            @Nullable Object x,
            @Nullable Object path,
            @Nullable Object v) {
        @Nullable Object[] keys = keys(context, "set_path", path);
        if (keys.length == 0) {
            throw Arguments.outOfRange("set_path", "the path is empty");
        }
        Object[] containers = new Object[keys.length];
        Object current = x;
        for (int i = 0; i < keys.length; i++) {
            Object container = current == null ? ObjectValue.EMPTY : current;
            containers[i] = container;
            current = child(context, container, keys[i]);
        }
        Object value = v;
        for (int i = keys.length - 1; i >= 0; i--) {
            value =
                    containers[i] instanceof ArrayValue array
                            ? withElement(context, array, index(array, keys[i]), value)
                            : withMember(context, (ObjectValue) containers[i], keys[i], value);
        }
        return value;
    }

    private static @Nullable Object child(
            ExecutionContext context, Object container, @Nullable Object key) {
        return switch (container) {
            case ObjectValue object -> object.get(Arguments.text(context, "set_path", key));
            case ArrayValue array -> array.get(index(array, key));
            default ->
                    throw Arguments.outOfRange(
                            "set_path",
                            "a value of type " + Values.typeName(container) + " has no members");
        };
    }

    /** Returns the index that a key of an array means; a negative one counts from the end. */
    private static int index(ArrayValue array, @Nullable Object key) {
        Object position = key instanceof String text ? NumericText.parse(text) : key;
        if (position instanceof Double number && number == Math.rint(number)) {
            position = number.longValue();
        }
        if (position instanceof Long number) {
            long index = number < 0 ? number + array.size() : number;
            if (index >= 0 && index < array.size()) {
                return (int) index;
            }
        }
        throw Arguments.outOfRange(
                "set_path", "an array of " + array.size() + " elements has no such element");
    }

    private static ArrayValue withElement(
            ExecutionContext context, ArrayValue array, int index, @Nullable Object value) {
        @Nullable Object[] elements = Results.elements(context, array.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = i == index ? value : array.get(i);
        }
        return ArrayValue.wrap(elements);
    }

    private static ObjectValue withMember(
            ExecutionContext context,
            ObjectValue object,
            @Nullable Object key,
            @Nullable Object value) {
        String name = Arguments.text(context, "set_path", key);
        int slot = object.shape().slotOf(name);
        if (slot < 0) {
            return new ObjectBuilder(object.size() + 1)
                    .putAll(object)
                    .put(name, value)
                    .build(context);
        }
        int added = object.slot(slot) == Absent.ABSENT ? 1 : 0;
        context.chargeMemory(MemoryCost.object(object.size() + added));
        @Nullable Object[] slots = new @Nullable Object[object.slotCount()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = i == slot ? value : object.slot(i);
        }
        return ObjectValue.wrap(object.shape(), slots);
    }

    private static @Nullable Object[] keys(
            ExecutionContext context, String function, @Nullable Object path) {
        if (path instanceof ArrayValue array) {
            return array.toArray();
        }
        String text = Arguments.text(context, function, path);
        List<@Nullable Object> keys = new ArrayList<>();
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            keys.add(text.substring(start, dot));
            start = dot + 1;
        }
        keys.add(text.substring(start));
        return keys.toArray();
    }
}
