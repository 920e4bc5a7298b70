package dev.tiercel.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operator {@code +} for operands of different types, and for arrays (LANG-44). */
final class Addition {
    private Addition() {}

    static Object add(ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof String || right instanceof String) {
            return addToText(context, left, right);
        }
        if (isNumber(left) && isNumber(right)) {
            return sum(left, right);
        }
        if (left instanceof ArrayValue l && right instanceof ArrayValue r) {
            return concatenation(context, l, r);
        }
        throw LogicError.of(
                ErrorCode.TYPE_ERROR,
                "`+` needs numbers, text or two arrays, not %s and %s"
                        .formatted(Values.typeName(left), Values.typeName(right)));
    }

    /** Adds a number and numeric text, otherwise concatenates; two texts are never added. */
    private static Object addToText(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (isNumber(left) || isNumber(right)) {
            Object l = NumericText.numberOf(left);
            Object r = NumericText.numberOf(right);
            if (l != null && r != null) {
                return sum(l, r);
            }
        }
        return TextForm.concatenate(context, left, right);
    }

    private static Object sum(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return Arithmetic.add((long) l, (long) r);
        }
        return Arithmetic.add(doubleOf(left), doubleOf(right));
    }

    private static double doubleOf(@Nullable Object number) {
        return number instanceof Long integer
                ? integer.doubleValue()
                : (Double) Objects.requireNonNull(number);
    }

    private static ArrayValue concatenation(
            ExecutionContext context, ArrayValue left, ArrayValue right) {
        context.chargeMemory(MemoryCost.array((long) left.size() + right.size()));
        @Nullable Object[] elements = new @Nullable Object[left.size() + right.size()];
        left.copyTo(elements, 0);
        right.copyTo(elements, left.size());
        return ArrayValue.wrap(elements);
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Double;
    }
}
