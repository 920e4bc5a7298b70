package dev.tiercel.interpreter;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** The operators on two values of any type. */
final class BinaryOperations {
    private BinaryOperations() {}

    static @Nullable Object apply(
            ExecutionContext context,
            BinaryOperator operator,
            @Nullable Object left,
            @Nullable Object right) {
        return operator.isArithmetic()
                ? arithmetic(context, operator, left, right)
                : compare(context, operator, left, right);
    }

    static boolean compare(
            ExecutionContext context,
            BinaryOperator operator,
            @Nullable Object left,
            @Nullable Object right) {
        return switch (operator) {
            case LESS -> Comparisons.less(context, left, right);
            case LESS_OR_EQUAL -> Comparisons.lessOrEqual(context, left, right);
            case GREATER -> Comparisons.greater(context, left, right);
            case GREATER_OR_EQUAL -> Comparisons.greaterOrEqual(context, left, right);
            case EQUAL -> Comparisons.equal(context, left, right);
            case NOT_EQUAL -> Comparisons.notEqual(context, left, right);
            case STRICT_EQUAL -> Comparisons.strictEqual(context, left, right);
            case STRICT_NOT_EQUAL -> Comparisons.strictNotEqual(context, left, right);
            case IN -> Comparisons.in(context, left, right);
            case NOT_IN -> Comparisons.notIn(context, left, right);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER ->
                    throw new IllegalArgumentException("no comparison: " + operator);
        };
    }

    static @Nullable Object arithmetic(
            ExecutionContext context,
            BinaryOperator operator,
            @Nullable Object left,
            @Nullable Object right) {
        return switch (operator) {
            case ADD -> Arithmetic.add(context, left, right);
            case SUBTRACT -> Arithmetic.subtract(context, left, right);
            case MULTIPLY -> Arithmetic.multiply(context, left, right);
            case DIVIDE -> Arithmetic.divide(context, left, right);
            case REMAINDER -> Arithmetic.remainder(context, left, right);
            case POWER -> Arithmetic.power(context, left, right);
            case LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    EQUAL,
                    NOT_EQUAL,
                    STRICT_EQUAL,
                    STRICT_NOT_EQUAL,
                    IN,
                    NOT_IN ->
                    throw new IllegalArgumentException("no arithmetic: " + operator);
        };
    }
}
