package dev.tiercel.runtime;

import dev.tiercel.ir.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Order, equality and containment (LANG-46, LANG-47, LANG-50). */
public final class Comparisons {
    /** Every integer of at most this magnitude is a double. */
    private static final long EXACT_MAX = 1L << 53;

    private static final double LONG_BOUND = 0x1p63;
    private static final int SURROGATES_FROM = 0xD800;
    private static final int SURROGATES_TO = 0xE000;

    private Comparisons() {}

    public static boolean less(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return l < r;
        }
        if (left instanceof Double l && right instanceof Double r) {
            return l < r;
        }
        return order(BinaryOperator.LESS, left, right) < 0;
    }

    public static boolean less(long left, long right) {
        return left < right;
    }

    public static boolean less(double left, double right) {
        return left < right;
    }

    public static boolean less(long left, double right) {
        return compare(left, right) < 0;
    }

    public static boolean less(double left, long right) {
        return compare(right, left) > 0;
    }

    public static boolean lessOrEqual(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return l <= r;
        }
        if (left instanceof Double l && right instanceof Double r) {
            return l <= r;
        }
        return order(BinaryOperator.LESS_OR_EQUAL, left, right) <= 0;
    }

    public static boolean lessOrEqual(long left, long right) {
        return left <= right;
    }

    public static boolean lessOrEqual(double left, double right) {
        return left <= right;
    }

    public static boolean lessOrEqual(long left, double right) {
        return compare(left, right) <= 0;
    }

    public static boolean lessOrEqual(double left, long right) {
        return compare(right, left) >= 0;
    }

    public static boolean greater(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return l > r;
        }
        if (left instanceof Double l && right instanceof Double r) {
            return l > r;
        }
        return order(BinaryOperator.GREATER, left, right) > 0;
    }

    public static boolean greater(long left, long right) {
        return left > right;
    }

    public static boolean greater(double left, double right) {
        return left > right;
    }

    public static boolean greater(long left, double right) {
        return compare(left, right) > 0;
    }

    public static boolean greater(double left, long right) {
        return compare(right, left) < 0;
    }

    public static boolean greaterOrEqual(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return l >= r;
        }
        if (left instanceof Double l && right instanceof Double r) {
            return l >= r;
        }
        return order(BinaryOperator.GREATER_OR_EQUAL, left, right) >= 0;
    }

    public static boolean greaterOrEqual(long left, long right) {
        return left >= right;
    }

    public static boolean greaterOrEqual(double left, double right) {
        return left >= right;
    }

    public static boolean greaterOrEqual(long left, double right) {
        return compare(left, right) >= 0;
    }

    public static boolean greaterOrEqual(double left, long right) {
        return compare(right, left) <= 0;
    }

    @SuppressWarnings("ReferenceEquality") // a fast path before comparing contents
    public static boolean equal(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return true;
        }
        if (left instanceof String l && right instanceof String r) {
            return l.equals(r);
        }
        return left != null && right != null && Equality.isEqual(context, left, right);
    }

    public static boolean equal(long left, long right) {
        return left == right;
    }

    public static boolean equal(double left, double right) {
        return left == right;
    }

    public static boolean equal(long left, double right) {
        return compare(left, right) == 0;
    }

    public static boolean equal(double left, long right) {
        return compare(right, left) == 0;
    }

    public static boolean notEqual(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        return !equal(context, left, right);
    }

    public static boolean notEqual(long left, long right) {
        return left != right;
    }

    public static boolean notEqual(double left, double right) {
        return left != right;
    }

    public static boolean notEqual(long left, double right) {
        return compare(left, right) != 0;
    }

    public static boolean notEqual(double left, long right) {
        return compare(right, left) != 0;
    }

    @SuppressWarnings("ReferenceEquality") // a fast path before comparing contents
    public static boolean strictEqual(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return true;
        }
        if (left instanceof String l && right instanceof String r) {
            return l.equals(r);
        }
        return left != null && right != null && Equality.isStrictlyEqual(context, left, right);
    }

    public static boolean strictEqual(long left, long right) {
        return left == right;
    }

    public static boolean strictEqual(double left, double right) {
        return left == right;
    }

    public static boolean strictEqual(long left, double right) {
        return compare(left, right) == 0;
    }

    public static boolean strictEqual(double left, long right) {
        return compare(right, left) == 0;
    }

    public static boolean strictNotEqual(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        return !strictEqual(context, left, right);
    }

    public static boolean strictNotEqual(long left, long right) {
        return left != right;
    }

    public static boolean strictNotEqual(double left, double right) {
        return left != right;
    }

    public static boolean strictNotEqual(long left, double right) {
        return compare(left, right) != 0;
    }

    public static boolean strictNotEqual(double left, long right) {
        return compare(right, left) != 0;
    }

    /** Whether the right operand contains the left one (LANG-47). */
    public static boolean in(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        return switch (right) {
            case null -> false;
            case ArrayValue array -> indexIn(context, array, left) >= 0;
            case ObjectValue object ->
                    left != null && object.has(TextForm.transientText(context, left));
            case String text ->
                    TextSearch.indexOf(text, TextForm.transientText(context, left)) >= 0;
            default ->
                    throw LogicError.of(
                            ErrorCode.TYPE_ERROR,
                            "`in` needs an array, an object or text on its right, not "
                                    + Values.typeName(right));
        };
    }

    public static boolean notIn(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        return !in(context, left, right);
    }

    /** Returns the index of the first element that equals a value by {@code ==}, or -1. */
    public static int indexIn(ExecutionContext context, ArrayValue array, @Nullable Object value) {
        for (int i = 0; i < array.size(); i++) {
            if (equal(context, array.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    /** Compares two numbers mathematically, without rounding an integer to a double. */
    public static int compareNumbers(Object left, Object right) {
        if (left instanceof Long l) {
            return right instanceof Long r
                    ? Long.compare(l, r)
                    : compare((long) l, (double) (Double) right);
        }
        double l = (Double) left;
        return right instanceof Long r
                ? -compare((long) r, l)
                : compare(l, (double) (Double) right);
    }

    /** Compares two strings by code point. */
    public static int compareStrings(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return codePointOrder(l) - codePointOrder(r);
            }
        }
        return left.length() - right.length();
    }

    /**
     * Moves surrogates, which stand for code points above U+FFFF, behind all other UTF-16 units.
     */
    private static int codePointOrder(char unit) {
        return unit >= SURROGATES_FROM && unit < SURROGATES_TO ? unit + SURROGATES_TO : unit;
    }

    private static int compare(double left, double right) {
        return left < right ? -1 : left == right ? 0 : 1;
    }

    private static int compare(long left, double right) {
        if (left >= -EXACT_MAX && left <= EXACT_MAX) {
            return compare((double) left, right);
        }
        if (right >= LONG_BOUND) {
            return -1;
        }
        if (right < -LONG_BOUND) {
            return 1;
        }
        long whole = (long) right;
        return left != whole ? Long.compare(left, whole) : compare((double) whole, right);
    }

    private static int order(
            BinaryOperator operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof String l && right instanceof String r) {
            return compareStrings(l, r);
        }
        Object l = NumericText.numberOf(left);
        Object r = NumericText.numberOf(right);
        if (l == null || r == null) {
            throw LogicError.of(
                    ErrorCode.TYPE_ERROR,
                    "`%s` needs two numbers or two texts, not %s and %s"
                            .formatted(
                                    operator.symbol(),
                                    Values.typeName(left),
                                    Values.typeName(right)));
        }
        return compareNumbers(l, r);
    }
}
