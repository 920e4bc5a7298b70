package dev.tiercel.runtime;

import dev.tiercel.ir.MathFunction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The operations of {@code math_op}, which compute in doubles. */
public final class MathOperations {
    private static final int DIGITS_MAX = 15;
    private static final double INTEGER_BOUND = 0x1p53;

    private MathOperations() {}

    /** Computes with numbers, numeric strings, or a single array of them. */
    public static double call(
            ExecutionContext context, MathFunction function, @Nullable Object[] arguments) {
        @Nullable Object[] values =
                arguments.length == 1 && arguments[0] instanceof ArrayValue array
                        ? array.toArray()
                        : arguments;
        if (values.length < function.minArguments() || values.length > function.maxArguments()) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "`%s` does not take %d arguments"
                            .formatted(function.names().getFirst(), values.length));
        }
        double[] numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Conversions.toDouble(context, values[i]);
        }
        return compute(context, function, numbers);
    }

    /**
     * Rounds the shortest decimal that reads as a number to decimal places, half away from zero.
     *
     * @param digits from -15 to 15
     */
    public static double round(double number, int digits) {
        double magnitude = Math.abs(number);
        if (digits >= 0 && magnitude < INTEGER_BOUND && number == Math.rint(number)) {
            return number;
        }
        double rounded =
                new BigDecimal(Double.toString(number))
                        .setScale(digits, RoundingMode.HALF_UP)
                        .doubleValue();
        return finite(rounded, "round");
    }

    private static double compute(
            ExecutionContext context, MathFunction function, double[] numbers) {
        return switch (function) {
            case SUM -> sum(numbers);
            case SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX -> fold(function, numbers);
            case MOD -> Arithmetic.remainder(numbers[0], numbers[1]);
            case POW -> Arithmetic.power(numbers[0], numbers[1]);
            case SQRT -> finite(Math.sqrt(numbers[0]), "sqrt");
            case ABS -> Math.abs(numbers[0]);
            case FLOOR -> Math.floor(numbers[0]);
            case CEIL -> Math.ceil(numbers[0]);
            case ROUND -> round(context, numbers);
            case AVG -> sum(numbers) / numbers.length;
            case RANDOM_INT -> randomInteger(context, numbers);
        };
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum = Arithmetic.add(sum, number);
        }
        return sum;
    }

    private static double fold(MathFunction function, double[] numbers) {
        double result = numbers.length == 0 ? 1 : numbers[0];
        for (int i = 1; i < numbers.length; i++) {
            result =
                    switch (function) {
                        case SUBTRACT -> Arithmetic.subtract(result, numbers[i]);
                        case MULTIPLY -> Arithmetic.multiply(result, numbers[i]);
                        case DIVIDE -> Arithmetic.divide(result, numbers[i]);
                        case MIN -> Math.min(result, numbers[i]);
                        default -> Math.max(result, numbers[i]);
                    };
        }
        return result;
    }

    private static double round(ExecutionContext context, double[] numbers) {
        if (numbers.length == 1) {
            return round(numbers[0], 0);
        }
        long digits = Conversions.toInteger(context, numbers[1], "digits", -DIGITS_MAX, DIGITS_MAX);
        return round(numbers[0], (int) digits);
    }

    /** Draws an integer from the integral doubles given, both ends included. */
    private static double randomInteger(ExecutionContext context, double[] numbers) {
        long min =
                Conversions.toInteger(context, numbers[0], "min", Long.MIN_VALUE, Long.MAX_VALUE);
        long max =
                Conversions.toInteger(context, numbers[1], "max", Long.MIN_VALUE, Long.MAX_VALUE);
        return context.environment().random().integer(min, max);
    }

    private static double finite(double result, String name) {
        if (Double.isFinite(result)) {
            return result;
        }
        throw LogicError.of(
                ErrorCode.ARITHMETIC, "The result of `" + name + "` is not a finite number");
    }
}
