package dev.tiercel.jit.emit;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Writes conditional jumps. A condition that is computed only for its branch is not made into a
 * boolean: comparisons of unboxed operands of one kind become jumps themselves.
 */
final class ConditionEmitter {
    private final Evaluator evaluator;
    private final Code code;

    ConditionEmitter(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
    }

    /** Jumps to the target if the value is as expected, otherwise continues. */
    void jumpIf(int condition, boolean expected, Label target) {
        Instruction definition = evaluator.stacked(condition);
        if (definition != null && jumpIf(definition, expected, target)) {
            return;
        }
        evaluator.push(condition, Representation.BOOLEAN);
        code.visitor().visitJumpInsn(expected ? Opcodes.IFNE : Opcodes.IFEQ, target);
    }

    private boolean jumpIf(Instruction definition, boolean expected, Label target) {
        return switch (definition.opcode()) {
            case Opcode.Unary(var operator) ->
                    switch (operator) {
                        case NOT -> jumpIfBoolean(definition, !expected, target);
                        case TRUTH -> jumpIfBoolean(definition, expected, target);
                        case IS_NULL -> jumpIfNull(definition, expected, target);
                        case IS_PRESENT -> jumpIfPresent(definition, expected, target);
                        case NEGATE, TEXT, HEADER_KEY -> false;
                    };
            case Opcode.Binary(var operator) -> jumpIf(definition, operator, expected, target);
            default -> false;
        };
    }

    private boolean jumpIfBoolean(Instruction definition, boolean expected, Label target) {
        int operand = definition.operand(0);
        if (evaluator.values().representation(operand) != Representation.BOOLEAN) {
            return false;
        }
        jumpIf(operand, expected, target);
        return true;
    }

    private boolean jumpIfNull(Instruction definition, boolean expected, Label target) {
        evaluator.pushReference(definition.operand(0));
        code.visitor().visitJumpInsn(expected ? Opcodes.IFNULL : Opcodes.IFNONNULL, target);
        return true;
    }

    private boolean jumpIfPresent(Instruction definition, boolean expected, Label target) {
        evaluator.pushReference(definition.operand(0));
        code.constantOf(Names.ABSENT, Absent.ABSENT.name());
        code.visitor().visitJumpInsn(expected ? Opcodes.IF_ACMPNE : Opcodes.IF_ACMPEQ, target);
        return true;
    }

    private boolean jumpIf(
            Instruction definition, BinaryOperator operator, boolean expected, Label target) {
        if (!operator.isOrdering() && !operator.isEquality()) {
            return false;
        }
        Representation left = evaluator.values().representation(definition.operand(0));
        Representation right = evaluator.values().representation(definition.operand(1));
        boolean isComparable =
                left == right
                        && (OperatorEmitter.isNumber(left)
                                || (left == Representation.BOOLEAN && operator.isEquality()));
        if (!isComparable) {
            return false;
        }
        evaluator.push(definition.operand(0), left);
        evaluator.push(definition.operand(1), right);
        if (left == Representation.BOOLEAN) {
            boolean isEqual = OperatorEmitter.isNegated(operator) != expected;
            code.visitor().visitJumpInsn(isEqual ? Opcodes.IF_ICMPEQ : Opcodes.IF_ICMPNE, target);
            return true;
        }
        // Numbers are never NaN, so either comparison of doubles does.
        code.op(left == Representation.LONG ? Opcodes.LCMP : Opcodes.DCMPG);
        code.visitor().visitJumpInsn(jump(operator, expected), target);
        return true;
    }

    private static int jump(BinaryOperator operator, boolean expected) {
        return switch (operator) {
            case LESS -> expected ? Opcodes.IFLT : Opcodes.IFGE;
            case LESS_OR_EQUAL -> expected ? Opcodes.IFLE : Opcodes.IFGT;
            case GREATER -> expected ? Opcodes.IFGT : Opcodes.IFLE;
            case GREATER_OR_EQUAL -> expected ? Opcodes.IFGE : Opcodes.IFLT;
            case EQUAL, STRICT_EQUAL -> expected ? Opcodes.IFEQ : Opcodes.IFNE;
            case NOT_EQUAL, STRICT_NOT_EQUAL -> expected ? Opcodes.IFNE : Opcodes.IFEQ;
            default -> throw new IllegalArgumentException("no comparison: " + operator);
        };
    }
}
