package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.Comparisons;

/**
 * An operator on two unboxed numbers; doubles are passed and returned as bits, booleans as 0 and 1.
 */
@FunctionalInterface
interface NumberBinary {
    long apply(long left, long right);

    /**
     * How an operator is computed for operands of certain kinds.
     *
     * @param opcode an operation code of its own, or {@link RegisterOpcode#NUMBER_BINARY} with the
     *     action
     */
    record Form(int opcode, Kind result, NumberBinary action) {}

    /** Whether an operator has a form for two numbers of these kinds. */
    static boolean has(BinaryOperator operator, Kind left, Kind right) {
        if (left != right) {
            return operator.isArithmetic() && operator != BinaryOperator.POWER;
        }
        return operator != BinaryOperator.POWER || left == Kind.DOUBLE;
    }

    static Form form(BinaryOperator operator, Kind left, Kind right) {
        if (left == Kind.LONG && right == Kind.LONG) {
            return ofLongs(operator);
        }
        return ofDoubles(operator, left == Kind.LONG, right == Kind.LONG);
    }

    private static Form ofLongs(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> direct(RegisterOpcode.ADD_LONG, Kind.LONG);
            case SUBTRACT -> direct(RegisterOpcode.SUBTRACT_LONG, Kind.LONG);
            case MULTIPLY -> direct(RegisterOpcode.MULTIPLY_LONG, Kind.LONG);
            case DIVIDE -> form(Kind.DOUBLE, (l, r) -> bits(Arithmetic.divide(l, r)));
            case REMAINDER -> form(Kind.LONG, Arithmetic::remainder);
            case LESS -> direct(RegisterOpcode.LESS_LONG, Kind.BOOLEAN);
            case LESS_OR_EQUAL -> form(Kind.BOOLEAN, (l, r) -> l <= r ? 1 : 0);
            case GREATER -> form(Kind.BOOLEAN, (l, r) -> l > r ? 1 : 0);
            case GREATER_OR_EQUAL -> form(Kind.BOOLEAN, (l, r) -> l >= r ? 1 : 0);
            case EQUAL, STRICT_EQUAL -> form(Kind.BOOLEAN, (l, r) -> l == r ? 1 : 0);
            case NOT_EQUAL, STRICT_NOT_EQUAL -> form(Kind.BOOLEAN, (l, r) -> l != r ? 1 : 0);
            case POWER, IN, NOT_IN -> throw new IllegalArgumentException("no form: " + operator);
        };
    }

    private static Form ofDoubles(
            BinaryOperator operator, boolean isLeftLong, boolean isRightLong) {
        boolean isPlain = !isLeftLong && !isRightLong;
        return switch (operator) {
            case ADD ->
                    isPlain
                            ? direct(RegisterOpcode.ADD_DOUBLE, Kind.DOUBLE)
                            : arithmetic(Arithmetic::add, isLeftLong, isRightLong);
            case SUBTRACT ->
                    isPlain
                            ? direct(RegisterOpcode.SUBTRACT_DOUBLE, Kind.DOUBLE)
                            : arithmetic(Arithmetic::subtract, isLeftLong, isRightLong);
            case MULTIPLY ->
                    isPlain
                            ? direct(RegisterOpcode.MULTIPLY_DOUBLE, Kind.DOUBLE)
                            : arithmetic(Arithmetic::multiply, isLeftLong, isRightLong);
            case DIVIDE -> arithmetic(Arithmetic::divide, isLeftLong, isRightLong);
            case REMAINDER -> arithmetic(Arithmetic::remainder, isLeftLong, isRightLong);
            case POWER -> arithmetic(Arithmetic::power, isLeftLong, isRightLong);
            case LESS -> comparison(Comparisons::less);
            case LESS_OR_EQUAL -> comparison(Comparisons::lessOrEqual);
            case GREATER -> comparison(Comparisons::greater);
            case GREATER_OR_EQUAL -> comparison(Comparisons::greaterOrEqual);
            case EQUAL, STRICT_EQUAL -> comparison(Comparisons::equal);
            case NOT_EQUAL, STRICT_NOT_EQUAL -> comparison(Comparisons::notEqual);
            case IN, NOT_IN -> throw new IllegalArgumentException("no form: " + operator);
        };
    }

    /** An operation on doubles. */
    @FunctionalInterface
    interface DoubleArithmetic {
        double apply(double left, double right);
    }

    /** A comparison of doubles. */
    @FunctionalInterface
    interface DoubleComparison {
        boolean apply(double left, double right);
    }

    private static Form arithmetic(
            DoubleArithmetic operation, boolean isLeftLong, boolean isRightLong) {
        return form(
                Kind.DOUBLE,
                (l, r) -> bits(operation.apply(number(l, isLeftLong), number(r, isRightLong))));
    }

    private static Form comparison(DoubleComparison comparison) {
        return form(
                Kind.BOOLEAN,
                (l, r) ->
                        comparison.apply(Double.longBitsToDouble(l), Double.longBitsToDouble(r))
                                ? 1
                                : 0);
    }

    private static Form direct(int opcode, Kind result) {
        return new Form(opcode, result, (_, _) -> 0);
    }

    private static Form form(Kind result, NumberBinary action) {
        return new Form(RegisterOpcode.NUMBER_BINARY, result, action);
    }

    private static double number(long value, boolean isLong) {
        return isLong ? (double) value : Double.longBitsToDouble(value);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
