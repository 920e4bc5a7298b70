package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import java.util.function.IntFunction;

/** Which operands of an instruction are taken unboxed. */
final class OperandKinds {
    private OperandKinds() {}

    /**
     * Whether all operands are taken as they are held, because there is a form of the operation for
     * them.
     */
    static boolean takesNumbers(Instruction instruction, IntFunction<Kind> kindOf) {
        return switch (instruction.opcode()) {
            case Opcode.Binary(var operator) ->
                    hasNumberForm(
                            operator,
                            kindOf.apply(instruction.operand(0)),
                            kindOf.apply(instruction.operand(1)));
            case Opcode.Unary(var operator) ->
                    switch (operator) {
                        case NEGATE -> isNumber(kindOf.apply(instruction.operand(0)));
                        case NOT, TRUTH -> kindOf.apply(instruction.operand(0)) == Kind.BOOLEAN;
                        case IS_NULL, IS_PRESENT, TEXT, HEADER_KEY -> false;
                    };
            case Opcode.RespondTemplate _ -> true;
            default -> false;
        };
    }

    /** Whether one operand is taken unboxed, whatever the others are. */
    static boolean keepsKind(Instruction instruction, int operand) {
        return switch (instruction.opcode()) {
            case Opcode.ArrayElement _ -> operand == 1;
            case Opcode.WaitBeforeRetry _ -> operand == 0;
            case Opcode.Increment _,
                    Opcode.DefaultStep _,
                    Opcode.RangeLength _,
                    Opcode.RangeElement _,
                    Opcode.CheckIterations _,
                    Opcode.StoreDepth _ ->
                    true;
            default -> false;
        };
    }

    private static boolean hasNumberForm(BinaryOperator operator, Kind left, Kind right) {
        if (!isNumber(left) || !isNumber(right)) {
            return false;
        }
        return operator != BinaryOperator.IN
                && operator != BinaryOperator.NOT_IN
                && NumberBinary.has(operator, left, right);
    }

    private static boolean isNumber(Kind kind) {
        return kind == Kind.LONG || kind == Kind.DOUBLE;
    }
}
