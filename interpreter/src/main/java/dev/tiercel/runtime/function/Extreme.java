package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The least or the greatest of several values: numbers and numeric strings, or strings only
 * (LANG-57).
 */
enum Extreme {
    LEAST("min", -1),
    GREATEST("max", 1);

    private final String function;
    private final int sign;

    Extreme(String function, int sign) {
        this.function = function;
        this.sign = sign;
    }

    @Nullable Object ofArguments(@Nullable Object[] arguments) {
        if (!(arguments[0] instanceof ArrayValue array)) {
            return of(ArrayValue.wrap(arguments));
        }
        if (arguments.length > 1) {
            throw Arguments.wrongType(
                    function, "a predicate in a string literal after an array", arguments[1]);
        }
        return of(array);
    }

    @Nullable Object of(
            ExecutionContext context, @Nullable Object a, Predicate by, @Nullable Object literal) {
        if (a == null) {
            return null;
        }
        return a instanceof ArrayValue || literal == null
                ? of(PredicateFunctions.values(context, function, a, by))
                : ofArguments(new @Nullable Object[] {a, literal});
    }

    @Nullable Object of(ArrayValue values) {
        boolean areStrings = true;
        for (int i = 0; i < values.size() && areStrings; i++) {
            Object value = values.get(i);
            areStrings = value == null || value instanceof String;
        }
        return areStrings ? ofStrings(values) : ofNumbers(values);
    }

    private @Nullable Object ofStrings(ArrayValue values) {
        String best = null;
        for (int i = 0; i < values.size(); i++) {
            String value = (String) values.get(i);
            if (value != null
                    && (best == null || sign * Comparisons.compareStrings(value, best) > 0)) {
                best = value;
            }
        }
        return best;
    }

    private @Nullable Object ofNumbers(ArrayValue values) {
        Object best = null;
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                continue;
            }
            Object number = Arguments.numberOrNull(value);
            if (number == null) {
                throw Arguments.wrongType(function, "numbers, or strings only", value);
            }
            if (best == null || sign * Comparisons.compareNumbers(number, best) > 0) {
                best = number;
            }
        }
        return best;
    }
}
