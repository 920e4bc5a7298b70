package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ValueType;
import java.util.Optional;

/**
 * Lowers {@code math_op}. Folds over known arguments become operators on doubles, which later
 * passes understand; what depends on the length of an array stays a call.
 */
final class MathLowering {
    private final RoutineBuilder builder;
    private final ExpressionLowering expressions;

    MathLowering(RoutineBuilder builder, ExpressionLowering expressions) {
        this.builder = builder;
        this.expressions = expressions;
    }

    int lower(Operation.MathOp operation) {
        int[] arguments = expressions.lowerAll(operation.arguments());
        Optional<BinaryOperator> operator = operator(operation.function());
        boolean mayBeArray =
                arguments.length == 1 && builder.typeOf(arguments[0]).intersects(ValueType.ARRAY);
        if (operator.isEmpty() || mayBeArray || arguments.length == 0) {
            return builder.emit(new Opcode.CallMath(operation.function()), arguments);
        }
        return fold(operation.function(), operator.get(), arguments);
    }

    private int fold(MathFunction function, BinaryOperator operator, int[] arguments) {
        int[] numbers = new int[arguments.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = builder.emit(new Opcode.ConvertDouble(), arguments[i]);
        }
        int next = 0;
        int result =
                switch (function) {
                    case SUM -> builder.constant(0.0);
                    case MULTIPLY -> builder.constant(1.0);
                    default -> numbers[next++];
                };
        for (; next < numbers.length; next++) {
            result = builder.emit(new Opcode.Binary(operator), result, numbers[next]);
        }
        return result;
    }

    private static Optional<BinaryOperator> operator(MathFunction function) {
        return switch (function) {
            case SUM -> Optional.of(BinaryOperator.ADD);
            case SUBTRACT -> Optional.of(BinaryOperator.SUBTRACT);
            case MULTIPLY -> Optional.of(BinaryOperator.MULTIPLY);
            case DIVIDE -> Optional.of(BinaryOperator.DIVIDE);
            case MOD -> Optional.of(BinaryOperator.REMAINDER);
            case POW, SQRT, ABS, FLOOR, CEIL, ROUND, AVG, MIN, MAX, RANDOM_INT -> Optional.empty();
        };
    }
}
