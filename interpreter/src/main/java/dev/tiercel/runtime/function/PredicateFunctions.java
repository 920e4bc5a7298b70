package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Predicate;
import dev.tiercel.runtime.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that evaluate a predicate for elements in order (LANG-56). */
public final class PredicateFunctions {
    private PredicateFunctions() {}

    public static @Nullable Object map(
            ExecutionContext context, @Nullable Object a, Predicate pred) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("map", a);
        @Nullable Object[] elements = Results.elements(context, array.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = pred.test(context, array.get(i), i);
        }
        return ArrayValue.wrap(elements);
    }

    public static @Nullable Object filter(
            ExecutionContext context, @Nullable Object a, Predicate pred) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("filter", a);
        List<@Nullable Object> kept = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Object element = array.get(i);
            if (Truth.isTruthy(pred.test(context, element, i))) {
                kept.add(element);
            }
        }
        return Results.array(context, kept);
    }

    /** Returns the first element that satisfies the predicate, null if none does. */
    public static @Nullable Object find(
            ExecutionContext context, @Nullable Object a, Predicate pred) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("find", a);
        int index = firstIndex(context, array, pred, true);
        return index < 0 ? null : array.get(index);
    }

    public static @Nullable Object anyOf(
            ExecutionContext context, @Nullable Object a, Predicate pred) {
        return a != null && firstIndex(context, Arguments.array("any", a), pred, true) >= 0;
    }

    public static @Nullable Object allOf(
            ExecutionContext context, @Nullable Object a, Predicate pred) {
        return a == null || firstIndex(context, Arguments.array("all", a), pred, false) < 0;
    }

    /**
     * Returns the predicate's value for every element; the array itself is no value of the logic.
     */
    static ArrayValue values(
            ExecutionContext context, String function, @Nullable Object a, Predicate by) {
        ArrayValue array = Arguments.array(function, a);
        @Nullable Object[] values = new @Nullable Object[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = by.test(context, array.get(i), i);
        }
        return ArrayValue.wrap(values);
    }

    private static int firstIndex(
            ExecutionContext context, ArrayValue array, Predicate pred, boolean sought) {
        for (int i = 0; i < array.size(); i++) {
            if (Truth.isTruthy(pred.test(context, array.get(i), i)) == sought) {
                return i;
            }
        }
        return -1;
    }
}
