package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ValueType;
import java.util.Optional;

/** The errors that an operator raises for all values its operands may have (LANG-43 to LANG-46). */
final class CertainFailure {
    private CertainFailure() {}

    /** Returns the code of the error, if there is certainly one. */
    static Optional<String> of(Expression.Binary binary, ExpressionTypes types) {
        ValueType left = types.of(binary.left());
        ValueType right = types.of(binary.right());
        if (left.equals(ValueType.NONE) || right.equals(ValueType.NONE)) {
            return Optional.empty();
        }
        return switch (binary.operator()) {
            case ADD, SUBTRACT, MULTIPLY, POWER -> mismatch(binary.operator(), binary, types);
            case DIVIDE, REMAINDER ->
                    mismatch(binary.operator(), binary, types).or(() -> divisionByZero(binary));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    left.intersects(ValueType.STRING) && right.intersects(ValueType.STRING)
                            ? Optional.empty()
                            : mismatch(BinaryOperator.SUBTRACT, binary, types);
            case EQUAL, NOT_EQUAL, STRICT_EQUAL, STRICT_NOT_EQUAL, IN, NOT_IN -> Optional.empty();
        };
    }

    private static Optional<String> mismatch(
            BinaryOperator operator, Expression.Binary binary, ExpressionTypes types) {
        ValueType result = types.result(new Opcode.Binary(operator), binary.left(), binary.right());
        return result.equals(ValueType.NONE) ? Optional.of("TYPE_ERROR") : Optional.empty();
    }

    private static Optional<String> divisionByZero(Expression.Binary binary) {
        boolean isZero =
                binary.right() instanceof Expression.Literal literal
                        && literal.value() instanceof Number number
                        && number.doubleValue() == 0;
        return isZero ? Optional.of("DIVISION_BY_ZERO") : Optional.empty();
    }
}
