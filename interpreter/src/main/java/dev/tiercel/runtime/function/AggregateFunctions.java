package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Predicate;
import dev.tiercel.runtime.Truth;
import org.jspecify.annotations.Nullable;

/** Functions that make one value of the elements of an array (LANG-57). */
public final class AggregateFunctions {
    private AggregateFunctions() {}

    public static @Nullable Object sum(ExecutionContext context, @Nullable Object a) {
        return a == null ? null : sum(Arguments.array("sum", a));
    }

    public static @Nullable Object sumBy(
            ExecutionContext context, @Nullable Object a, Predicate by) {
        return a == null ? null : sum(PredicateFunctions.values(context, "sum", a, by));
    }

    public static @Nullable Object avg(ExecutionContext context, @Nullable Object a) {
        return a == null ? null : average(Arguments.array("avg", a));
    }

    public static @Nullable Object avgBy(
            ExecutionContext context, @Nullable Object a, Predicate by) {
        return a == null ? null : average(PredicateFunctions.values(context, "avg", a, by));
    }

    /** Returns how many elements satisfy a predicate, 0 of null. */
    public static @Nullable Object countBy(
            ExecutionContext context, @Nullable Object a, Predicate pred) {
        if (a == null) {
            return 0L;
        }
        ArrayValue array = Arguments.array("count", a);
        long count = 0;
        for (int i = 0; i < array.size(); i++) {
            if (Truth.isTruthy(pred.test(context, array.get(i), i))) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the least of the arguments, or of the elements of the only argument if that is an
     * array.
     */
    public static @Nullable Object min(ExecutionContext context, @Nullable Object[] arguments) {
        return Extreme.LEAST.ofArguments(arguments);
    }

    public static @Nullable Object max(ExecutionContext context, @Nullable Object[] arguments) {
        return Extreme.GREATEST.ofArguments(arguments);
    }

    /**
     * Returns the least of the predicate's values for the elements of an array.
     *
     * @param literal the text of the predicate, which is compared with a first argument that is no
     *     array; null if only an array is allowed
     */
    public static @Nullable Object minBy(
            ExecutionContext context, @Nullable Object a, Predicate by, @Nullable Object literal) {
        return Extreme.LEAST.of(context, a, by, literal);
    }

    /** As {@link #minBy}, the greatest. */
    public static @Nullable Object maxBy(
            ExecutionContext context, @Nullable Object a, Predicate by, @Nullable Object literal) {
        return Extreme.GREATEST.of(context, a, by, literal);
    }

    /** Returns the least element of an array; other types raise TYPE_ERROR. */
    public static @Nullable Object minElement(ExecutionContext context, @Nullable Object a) {
        return a == null ? null : Extreme.LEAST.of(Arguments.array("min", a));
    }

    public static @Nullable Object maxElement(ExecutionContext context, @Nullable Object a) {
        return a == null ? null : Extreme.GREATEST.of(Arguments.array("max", a));
    }

    private static Object sum(ArrayValue array) {
        long total = 0;
        for (int i = 0; i < array.size(); i++) {
            Object number = number("sum", array.get(i));
            if (number instanceof Double) {
                return sumOfDoubles(array, i, (double) total);
            }
            if (number != null) {
                total = Arithmetic.add(total, (long) (Long) number);
            }
        }
        return total;
    }

    private static double sumOfDoubles(ArrayValue array, int from, double start) {
        double total = start;
        for (int i = from; i < array.size(); i++) {
            Object number = number("sum", array.get(i));
            if (number != null) {
                total = Arithmetic.add(total, ((Number) number).doubleValue());
            }
        }
        return total;
    }

    private static @Nullable Object average(ArrayValue array) {
        double total = 0;
        long count = 0;
        for (int i = 0; i < array.size(); i++) {
            Object number = number("avg", array.get(i));
            if (number != null) {
                total = Arithmetic.add(total, ((Number) number).doubleValue());
                count++;
            }
        }
        return count == 0 ? null : (Object) (total / count);
    }

    /** Returns the number that an element counts as; null of null. */
    private static @Nullable Object number(String function, @Nullable Object element) {
        Object number = Arguments.numberOrNull(element);
        if (number == null && element != null) {
            throw Arguments.wrongType(function, "numbers", element);
        }
        return number;
    }
}
