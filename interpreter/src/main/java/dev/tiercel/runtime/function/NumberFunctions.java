package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.MathOperations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Functions of numbers (language.md 11.3). */
public final class NumberFunctions {
    private static final long DIGITS_MAX = 15;
    private static final double LONG_BOUND = 0x1p63;

    /** From here on every double is integral. */
    private static final double INTEGRAL_FROM = 0x1p52;

    private NumberFunctions() {}

    public static @Nullable Object abs(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        if (number instanceof Double magnitude) {
            return Math.abs(magnitude);
        }
        long integer = (Long) number;
        if (integer == Long.MIN_VALUE) {
            throw overflow("abs");
        }
        return Math.abs(integer);
    }

    /** Rounds to an integer, half away from zero. */
    public static @Nullable Object round(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        return number instanceof Double value ? integer("round", rounded(value)) : number;
    }

    /** Rounds the shortest decimal representation to a number of places, half away from zero. */
    public static @Nullable Object roundDigits(
            ExecutionContext context, @Nullable Object num, @Nullable Object digits) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        int places =
                (int) Conversions.toInteger(context, digits, "digits", -DIGITS_MAX, DIGITS_MAX);
        return number instanceof Double value
                ? MathOperations.round(value, places)
                : decimal(number).setScale(places, RoundingMode.HALF_UP).doubleValue();
    }

    public static @Nullable Object floor(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        return number instanceof Double value ? integer("floor", Math.floor(value)) : number;
    }

    public static @Nullable Object ceil(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        return number instanceof Double value ? integer("ceil", Math.ceil(value)) : number;
    }

    public static @Nullable Object trunc(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        return number instanceof Double value ? truncated("trunc", value) : number;
    }

    public static @Nullable Object sqrt(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        double number = Conversions.toDouble(context, Conversions.toNumber(num, "num"));
        if (number < 0) {
            throw LogicError.of(ErrorCode.ARITHMETIC, "`sqrt`: the number is negative");
        }
        return Math.sqrt(number);
    }

    public static @Nullable Object pow(
            ExecutionContext context, @Nullable Object x, @Nullable Object y) {
        return x == null ? null : Arithmetic.power(context, x, y);
    }

    public static @Nullable Object divide(
            ExecutionContext context, @Nullable Object x, @Nullable Object y) {
        return x == null ? null : Arithmetic.divide(context, x, y);
    }

    public static @Nullable Object clamp(
            ExecutionContext context,
            @Nullable Object num,
            @Nullable Object lo,
            @Nullable Object hi) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        Object low = Conversions.toNumber(lo, "lo");
        Object high = Conversions.toNumber(hi, "hi");
        if (Comparisons.compareNumbers(low, high) > 0) {
            throw Arguments.outOfRange("clamp", low + " is greater than " + high);
        }
        if (Comparisons.compareNumbers(number, low) < 0) {
            return low;
        }
        return Comparisons.compareNumbers(number, high) > 0 ? high : number;
    }

    /**
     * Returns a finite double without its fraction as an integer, or raises ARITHMETIC_OVERFLOW.
     */
    static Long truncated(String function, double number) {
        return integer(function, number < 0 ? Math.ceil(number) : Math.floor(number));
    }

    /**
     * Returns the decimal that a number is written as: of a double the shortest that reads back as
     * it.
     */
    static BigDecimal decimal(Object number) {
        return number instanceof Double value
                ? new BigDecimal(Double.toString(value))
                : BigDecimal.valueOf((Long) number);
    }

    private static double rounded(double number) {
        double magnitude = Math.abs(number);
        if (magnitude >= INTEGRAL_FROM) {
            return number;
        }
        double whole = Math.floor(magnitude);
        return Math.copySign(magnitude - whole >= 0.5 ? whole + 1 : whole, number);
    }

    private static Long integer(String function, double integral) {
        if (integral >= -LONG_BOUND && integral < LONG_BOUND) {
            return (long) integral;
        }
        throw overflow(function);
    }

    private static LogicError overflow(String function) {
        return LogicError.of(
                ErrorCode.ARITHMETIC_OVERFLOW,
                "`" + function + "`: the result does not fit 64 bits");
    }
}
