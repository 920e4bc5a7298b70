package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.Predicate;
import dev.tiercel.runtime.TextForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions that order and group elements (language.md 11.4). All elements are charged at once
 * before they begin (OP-38).
 */
public final class OrderingFunctions {
    private OrderingFunctions() {}

    public static @Nullable Object sort(ExecutionContext context, @Nullable Object a) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("sort", a);
        context.chargeFuel(array.size());
        @Nullable Object[] elements = Results.elements(context, array.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = array.get(i);
        }
        Arrays.sort(elements, SortOrder.ASCENDING);
        return ArrayValue.wrap(elements);
    }

    public static @Nullable Object sortBy(
            ExecutionContext context, @Nullable Object a, Predicate by, @Nullable Object order) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("sort", a);
        SortOrder sortOrder = SortOrder.of(order);
        context.chargeFuel(array.size());
        @Nullable Object[] elements = Results.elements(context, array.size());
        Keyed[] keyed = new Keyed[elements.length];
        for (int i = 0; i < keyed.length; i++) {
            Object element = array.get(i);
            keyed[i] = new Keyed(by.test(context, element, i), element);
        }
        Arrays.sort(keyed, (left, right) -> sortOrder.compare(left.key, right.key));
        for (int i = 0; i < elements.length; i++) {
            elements[i] = keyed[i].element;
        }
        return ArrayValue.wrap(elements);
    }

    /** Returns the first of several elements that are equal by {@code ===}. */
    public static @Nullable Object unique(ExecutionContext context, @Nullable Object a) {
        return a == null ? null : unique(context, Arguments.array("unique", a), null);
    }

    /**
     * Returns the first of several elements for which the predicate's values are equal by {@code
     * ===}.
     */
    public static @Nullable Object uniqueBy(
            ExecutionContext context, @Nullable Object a, Predicate by) {
        return a == null ? null : unique(context, Arguments.array("unique", a), by);
    }

    /** Returns an object of arrays of elements by the text form of the predicate's value. */
    public static @Nullable Object groupBy(
            ExecutionContext context, @Nullable Object a, Predicate by) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("group_by", a);
        context.chargeFuel(array.size());
        Map<String, List<@Nullable Object>> groups = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            Object element = array.get(i);
            Object value = by.test(context, element, i);
            String key = TextForm.transientText(context, value);
            List<@Nullable Object> group = groups.get(key);
            if (group == null) {
                group = new ArrayList<>();
                groups.put(Results.text(context, value, key), group);
            }
            group.add(element);
        }
        ObjectBuilder builder = new ObjectBuilder(groups.size());
        groups.forEach((key, elements) -> builder.put(key, Results.array(context, elements)));
        return builder.build(context);
    }

    private static ArrayValue unique(
            ExecutionContext context, ArrayValue array, @Nullable Predicate by) {
        context.chargeFuel(array.size());
        Set<@Nullable Object> seen = new HashSet<>();
        List<@Nullable Object> kept = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Object element = array.get(i);
            Object key = by == null ? element : by.test(context, element, i);
            if (seen.add(StrictKey.of(context, key))) {
                kept.add(element);
            }
        }
        return Results.array(context, kept);
    }

    private record Keyed(@Nullable Object key, @Nullable Object element) {}
}
