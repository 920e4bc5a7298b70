package dev.tiercel.runtime;

import dev.tiercel.ir.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic operators (LANG-43 to LANG-45). Doubles given to and returned by this class are
 * finite.
 */
public final class Arithmetic {
    private static final int LONG_BITS = 64;

    private Arithmetic() {}

    public static @Nullable Object add(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return add((long) l, (long) r);
        }
        if (left instanceof Double l && right instanceof Double r) {
            return add((double) l, (double) r);
        }
        if (left instanceof Double l && right instanceof Long r) {
            return add((double) l, (double) r);
        }
        if (left instanceof Long l && right instanceof Double r) {
            return add((double) l, (double) r);
        }
        if (left instanceof String l && right instanceof String r) {
            return TextForm.concatenate(context, l, r);
        }
        return Addition.add(context, left, right);
    }

    public static long add(long left, long right) {
        long sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw overflow("+");
        }
        return sum;
    }

    public static double add(double left, double right) {
        return finite(left + right, "+");
    }

    public static @Nullable Object subtract(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return subtract((long) l, (long) r);
        }
        if (left instanceof Double l && right instanceof Double r) {
            return subtract((double) l, (double) r);
        }
        if (left instanceof Double l && right instanceof Long r) {
            return subtract((double) l, (double) r);
        }
        if (left instanceof Long l && right instanceof Double r) {
            return subtract((double) l, (double) r);
        }
        return compute(BinaryOperator.SUBTRACT, left, right);
    }

    public static long subtract(long left, long right) {
        long difference = left - right;
        if (((left ^ right) & (left ^ difference)) < 0) {
            throw overflow("-");
        }
        return difference;
    }

    public static double subtract(double left, double right) {
        return finite(left - right, "-");
    }

    public static @Nullable Object multiply(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return multiply((long) l, (long) r);
        }
        if (left instanceof Double l && right instanceof Double r) {
            return multiply((double) l, (double) r);
        }
        if (left instanceof Double l && right instanceof Long r) {
            return multiply((double) l, (double) r);
        }
        if (left instanceof Long l && right instanceof Double r) {
            return multiply((double) l, (double) r);
        }
        return compute(BinaryOperator.MULTIPLY, left, right);
    }

    public static long multiply(long left, long right) {
        long product = left * right;
        if (Math.multiplyHigh(left, right) != product >> (LONG_BITS - 1)) {
            throw overflow("*");
        }
        return product;
    }

    public static double multiply(double left, double right) {
        return finite(left * right, "*");
    }

    public static @Nullable Object divide(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return divide((long) l, (long) r);
        }
        if (left instanceof Double l && right instanceof Double r) {
            return divide((double) l, (double) r);
        }
        if (left instanceof Double l && right instanceof Long r) {
            return divide((double) l, (double) r);
        }
        if (left instanceof Long l && right instanceof Double r) {
            return divide((double) l, (double) r);
        }
        return compute(BinaryOperator.DIVIDE, left, right);
    }

    public static double divide(long left, long right) {
        return divide((double) left, (double) right);
    }

    public static double divide(double left, double right) {
        if (right == 0) {
            throw divisionByZero("/");
        }
        return finite(left / right, "/");
    }

    public static @Nullable Object remainder(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return remainder((long) l, (long) r);
        }
        if (left instanceof Double l && right instanceof Double r) {
            return remainder((double) l, (double) r);
        }
        if (left instanceof Double l && right instanceof Long r) {
            return remainder((double) l, (double) r);
        }
        if (left instanceof Long l && right instanceof Double r) {
            return remainder((double) l, (double) r);
        }
        return compute(BinaryOperator.REMAINDER, left, right);
    }

    public static long remainder(long left, long right) {
        if (right == 0) {
            throw divisionByZero("%");
        }
        return left % right;
    }

    public static double remainder(double left, double right) {
        if (right == 0) {
            throw divisionByZero("%");
        }
        return left % right;
    }

    public static @Nullable Object power(
            ExecutionContext context, @Nullable Object left, @Nullable Object right) {
        return compute(BinaryOperator.POWER, left, right);
    }

    /** Returns an integer for an exponent that is not negative, else a double. */
    public static Object power(long base, long exponent) {
        return exponent < 0
                ? (Object) power((double) base, (double) exponent)
                : integerPower(base, exponent);
    }

    public static double power(double base, double exponent) {
        return finite(StrictMath.pow(base, exponent), "**");
    }

    public static Object negate(ExecutionContext context, @Nullable Object operand) {
        if (operand instanceof Long number) {
            return negate((long) number);
        }
        Object number = NumericText.numberOf(operand);
        if (number == null) {
            throw LogicError.of(
                    ErrorCode.TYPE_ERROR,
                    "Unary `-` needs a number or numeric text, not " + Values.typeName(operand));
        }
        return number instanceof Long integer ? (Object) negate((long) integer) : -(Double) number;
    }

    public static long negate(long operand) {
        if (operand == Long.MIN_VALUE) {
            throw overflow("-");
        }
        return -operand;
    }

    public static double negate(double operand) {
        return -operand;
    }

    /** Computes with operands of any types that are not both integers or both doubles. */
    private static Object compute(
            BinaryOperator operator, @Nullable Object left, @Nullable Object right) {
        Object l = NumericText.numberOf(left);
        Object r = NumericText.numberOf(right);
        if (l == null || r == null) {
            throw LogicError.of(
                    ErrorCode.TYPE_ERROR,
                    "`%s` needs numbers or numeric text, not %s and %s"
                            .formatted(
                                    operator.symbol(),
                                    Values.typeName(left),
                                    Values.typeName(right)));
        }
        if (l instanceof Long x && r instanceof Long y) {
            return compute(operator, (long) x, (long) y);
        }
        return compute(operator, ((Number) l).doubleValue(), ((Number) r).doubleValue());
    }

    private static Object compute(BinaryOperator operator, long left, long right) {
        return switch (operator) {
            case ADD -> add(left, right);
            case SUBTRACT -> subtract(left, right);
            case MULTIPLY -> multiply(left, right);
            case DIVIDE -> divide(left, right);
            case REMAINDER -> remainder(left, right);
            case POWER -> power(left, right);
            default -> throw new IllegalArgumentException("not arithmetic: " + operator);
        };
    }

    private static double compute(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case ADD -> add(left, right);
            case SUBTRACT -> subtract(left, right);
            case MULTIPLY -> multiply(left, right);
            case DIVIDE -> divide(left, right);
            case REMAINDER -> remainder(left, right);
            case POWER -> power(left, right);
            default -> throw new IllegalArgumentException("not arithmetic: " + operator);
        };
    }

    private static long integerPower(long base, long exponent) {
        if (base == 0 || base == 1 || base == -1) {
            return trivialPower(base, exponent);
        }
        if (exponent >= LONG_BITS) {
            throw overflow("**");
        }
        long result = 1;
        long square = base;
        long rest = exponent;
        while (true) {
            if ((rest & 1) != 0) {
                result = product(result, square);
            }
            rest >>= 1;
            if (rest == 0) {
                return result;
            }
            square = product(square, square);
        }
    }

    private static long trivialPower(long base, long exponent) {
        if (exponent == 0) {
            return 1;
        }
        return base == -1 && (exponent & 1) == 0 ? 1 : base;
    }

    private static long product(long left, long right) {
        long product = left * right;
        if (Math.multiplyHigh(left, right) != product >> (LONG_BITS - 1)) {
            throw overflow("**");
        }
        return product;
    }

    private static double finite(double result, String symbol) {
        if (Math.abs(result) <= Double.MAX_VALUE) {
            return result;
        }
        throw notFinite(symbol);
    }

    private static LogicError notFinite(String symbol) {
        return LogicError.of(
                ErrorCode.ARITHMETIC, "The result of `" + symbol + "` is not a finite number");
    }

    private static LogicError overflow(String symbol) {
        return LogicError.of(
                ErrorCode.ARITHMETIC_OVERFLOW,
                "The integer result of `" + symbol + "` does not fit 64 bits");
    }

    private static LogicError divisionByZero(String symbol) {
        return LogicError.of(
                ErrorCode.DIVISION_BY_ZERO, "The right operand of `" + symbol + "` is zero");
    }
}
