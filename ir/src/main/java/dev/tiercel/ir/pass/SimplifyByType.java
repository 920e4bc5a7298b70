package dev.tiercel.ir.pass;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.EffectsByType;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an instruction once the types of its operands are known: a conversion to the type
 * the operand has is the operand, a test that the types decide is a constant.
 */
final class SimplifyByType {
    static final Opcode IS_NULL = new Opcode.Unary(UnaryOperator.IS_NULL);
    private static final Replacement KEEP = new Replacement.Keep();

    private SimplifyByType() {}

    /** What an instruction becomes. */
    sealed interface Replacement {
        record Keep() implements Replacement {}

        /** The value of an operand. */
        record Operand(int value) implements Replacement {}

        record Constant(@Nullable Object value) implements Replacement {}

        /** The question whether an operand is null. */
        record NullTest(int operand) implements Replacement {}
    }

    static Replacement of(Instruction instruction, ValueFacts facts) {
        ValueType result = facts.type(instruction.result());
        if (!(instruction.opcode() instanceof Opcode.Constant)
                && mayVanish(instruction, facts)
                && (result.equals(ValueType.NULL) || result.equals(ValueType.ABSENT))) {
            return new Replacement.Constant(result.equals(ValueType.NULL) ? null : Absent.ABSENT);
        }
        return switch (instruction.opcode()) {
            case Opcode.Unary(var operator) -> ofUnary(operator, instruction, facts);
            case Opcode.Binary(var operator) -> ofBinary(operator, instruction, facts);
            case Opcode.FirstPresent _ -> ofFirstPresent(instruction, facts);
            case Opcode.IterationArray _ -> operandIf(ValueType.ARRAY, instruction, facts);
            case Opcode.ConvertBoolean _ -> operandIf(ValueType.BOOLEAN, instruction, facts);
            case Opcode.ConvertKey _ -> operandIf(ValueType.STRING, instruction, facts);
            case Opcode.ConvertDouble _ -> operandIf(ValueType.DOUBLE, instruction, facts);
            case Opcode.ConvertInteger _ -> operandIfSafe(ValueType.INTEGER, instruction, facts);
            case Opcode.ConvertNumber _ -> operandIfSafe(ValueType.NUMBER, instruction, facts);
            default -> KEEP;
        };
    }

    private static Replacement ofUnary(
            UnaryOperator operator, Instruction instruction, ValueFacts facts) {
        ValueType type = facts.type(instruction.operand(0));
        if (type.equals(ValueType.NONE)) {
            return KEEP;
        }
        return switch (operator) {
            case TRUTH -> {
                if (type.isWithin(ValueType.NULL)) {
                    yield new Replacement.Constant(false);
                }
                yield operandIf(ValueType.BOOLEAN, instruction, facts);
            }
            case NOT -> type.isWithin(ValueType.NULL) ? new Replacement.Constant(true) : KEEP;
            case IS_NULL -> decided(type, ValueType.NULL, true);
            case IS_PRESENT -> decided(type, ValueType.ABSENT, false);
            case TEXT -> operandIf(ValueType.STRING, instruction, facts);
            case HEADER_KEY ->
                    type.intersects(ValueType.STRING)
                            ? KEEP
                            : new Replacement.Operand(instruction.operand(0));
            case NEGATE -> KEEP;
        };
    }

    private static Replacement decided(ValueType type, ValueType asked, boolean whenAsked) {
        if (type.isWithin(asked)) {
            return new Replacement.Constant(whenAsked);
        }
        return type.intersects(asked) ? KEEP : new Replacement.Constant(!whenAsked);
    }

    // Null equals null and nothing else (LANG-50), so comparing with it asks for a type.
    private static Replacement ofBinary(
            BinaryOperator operator, Instruction instruction, ValueFacts facts) {
        if (!operator.isEquality()) {
            return KEEP;
        }
        boolean isEqual =
                operator == BinaryOperator.EQUAL || operator == BinaryOperator.STRICT_EQUAL;
        int other;
        if (facts.type(instruction.operand(1)).equals(ValueType.NULL)) {
            other = instruction.operand(0);
        } else if (facts.type(instruction.operand(0)).equals(ValueType.NULL)) {
            other = instruction.operand(1);
        } else {
            return KEEP;
        }
        ValueType type = facts.type(other);
        if (type.equals(ValueType.NONE)) {
            return KEEP;
        }
        Replacement decision = decided(type, ValueType.NULL, isEqual);
        return decision.equals(KEEP) && isEqual ? new Replacement.NullTest(other) : decision;
    }

    private static Replacement ofFirstPresent(Instruction instruction, ValueFacts facts) {
        ValueType first = facts.type(instruction.operand(0));
        if (first.equals(ValueType.NONE)) {
            return KEEP;
        }
        if (!first.includes(ValueType.ABSENT)) {
            return new Replacement.Operand(instruction.operand(0));
        }
        return first.equals(ValueType.ABSENT)
                ? new Replacement.Operand(instruction.operand(1))
                : KEEP;
    }

    private static Replacement operandIf(
            ValueType target, Instruction instruction, ValueFacts facts) {
        ValueType type = facts.type(instruction.operand(0));
        return type.equals(target) ? new Replacement.Operand(instruction.operand(0)) : KEEP;
    }

    /** The operand if it is of the type and the conversion cannot refuse it. */
    private static Replacement operandIfSafe(
            ValueType target, Instruction instruction, ValueFacts facts) {
        ValueType type = facts.type(instruction.operand(0));
        boolean isSafe =
                !type.equals(ValueType.NONE)
                        && type.isWithin(target)
                        && EffectsByType.of(instruction, facts).isEmpty();
        return isSafe ? new Replacement.Operand(instruction.operand(0)) : KEEP;
    }

    private static boolean mayVanish(Instruction instruction, ValueFacts facts) {
        Set<Effect> effects = EffectsByType.of(instruction, facts);
        return effects.isEmpty() || effects.equals(Set.of(Effect.ALLOCATES));
    }
}
