package dev.tiercel.ir.pass;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows sums, quotients and orders of integers, and the truth of booleans. */
final class TestEvaluator implements ConstantEvaluator {
    @Override
    public Optional<Opcode.Constant> evaluate(Opcode opcode, List<@Nullable Object> operands) {
        return switch (opcode) {
            case Opcode.Binary(var operator) when areIntegers(operands) ->
                    binary(operator, (Long) operands.get(0), (Long) operands.get(1));
            case Opcode.Unary(var operator) when operands.getFirst() instanceof Boolean flag ->
                    operator == UnaryOperator.NOT
                            ? Optional.of(new Opcode.Constant(!flag))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean areIntegers(List<@Nullable Object> operands) {
        return operands.stream().allMatch(Long.class::isInstance);
    }

    private static Optional<Opcode.Constant> binary(
            BinaryOperator operator, long left, long right) {
        return switch (operator) {
            case ADD -> Optional.of(new Opcode.Constant(left + right));
            case LESS -> Optional.of(new Opcode.Constant(left < right));
            case DIVIDE ->
                    right == 0
                            ? Optional.empty()
                            : Optional.of(new Opcode.Constant((double) left / right));
            default -> Optional.empty();
        };
    }
}
