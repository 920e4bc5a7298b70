package dev.tiercel.jit.emit;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import org.objectweb.asm.Opcodes;

/**
 * Writes operators: on unboxed operands by the overload for them, otherwise by the general method.
 */
final class OperatorEmitter {
    private static final String CONTEXT = Names.type(Names.CONTEXT);
    private static final String OBJECT = Names.type(Names.OBJECT);
    private static final String TEXT = Names.type(Names.STRING);

    private final Evaluator evaluator;
    private final Code code;

    OperatorEmitter(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
    }

    Representation emit(Instruction instruction, BinaryOperator operator) {
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER ->
                    arithmetic(instruction, operator);
            case LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    EQUAL,
                    NOT_EQUAL,
                    STRICT_EQUAL,
                    STRICT_NOT_EQUAL ->
                    comparison(instruction, operator);
            case IN, NOT_IN -> general(instruction, operator);
        };
    }

    Representation emit(Instruction instruction, UnaryOperator operator) {
        int operand = instruction.operand(0);
        Representation held = evaluator.values().representation(operand);
        return switch (operator) {
            case NEGATE -> negate(instruction, operand, held);
            case NOT -> {
                evaluator.push(operand, held);
                if (held == Representation.BOOLEAN) {
                    code.push(true);
                    code.op(Opcodes.IXOR);
                } else {
                    code.callStatic(Names.TRUTH, "isFalsy", "(" + Code.descriptor(held) + ")Z");
                }
                yield Representation.BOOLEAN;
            }
            case TRUTH -> {
                evaluator.push(operand, held);
                if (held != Representation.BOOLEAN) {
                    code.callStatic(Names.TRUTH, "isTruthy", "(" + Code.descriptor(held) + ")Z");
                }
                yield Representation.BOOLEAN;
            }
            case IS_NULL -> {
                evaluator.pushReference(operand);
                code.callStatic("java/util/Objects", "isNull", "(" + OBJECT + ")Z");
                yield Representation.BOOLEAN;
            }
            case IS_PRESENT -> {
                evaluator.pushReference(operand);
                code.callStatic(Names.SUPPORT, "isPresent", "(" + OBJECT + ")Z");
                yield Representation.BOOLEAN;
            }
            case TEXT -> text(instruction, operand, held);
            case HEADER_KEY -> {
                code.context();
                evaluator.pushReference(operand);
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(Names.MEMBERS, "headerKey", "(" + CONTEXT + OBJECT + ")" + OBJECT);
                yield Representation.REFERENCE;
            }
        };
    }

    private Representation arithmetic(Instruction instruction, BinaryOperator operator) {
        Representation left = held(instruction, 0);
        Representation right = held(instruction, 1);
        if (!isNumber(left) || !isNumber(right)) {
            return general(instruction, operator);
        }
        boolean isLong = left == Representation.LONG && right == Representation.LONG;
        Representation operands = isLong ? Representation.LONG : Representation.DOUBLE;
        Representation result = isLong ? resultOfLongs(operator) : Representation.DOUBLE;
        evaluator.push(instruction.operand(0), operands);
        evaluator.push(instruction.operand(1), operands);
        evaluator.marks().beforeRaising(instruction);
        String operand = Code.descriptor(operands);
        code.callStatic(
                owner(operator),
                method(operator),
                "(" + operand + operand + ")" + Code.descriptor(result));
        return result;
    }

    private static Representation resultOfLongs(BinaryOperator operator) {
        return switch (operator) {
            case DIVIDE -> Representation.DOUBLE;
            case POWER -> Representation.REFERENCE;
            default -> Representation.LONG;
        };
    }

    private Representation comparison(Instruction instruction, BinaryOperator operator) {
        Representation left = held(instruction, 0);
        Representation right = held(instruction, 1);
        if (operator.isEquality()
                && left == Representation.BOOLEAN
                && right == Representation.BOOLEAN) {
            evaluator.push(instruction.operand(0), left);
            evaluator.push(instruction.operand(1), right);
            code.op(Opcodes.IXOR);
            if (!isNegated(operator)) {
                code.push(true);
                code.op(Opcodes.IXOR);
            }
            return Representation.BOOLEAN;
        }
        if (!isNumber(left) || !isNumber(right)) {
            return general(instruction, operator);
        }
        evaluator.push(instruction.operand(0), left);
        evaluator.push(instruction.operand(1), right);
        code.callStatic(
                owner(operator),
                method(operator),
                "(" + Code.descriptor(left) + Code.descriptor(right) + ")Z");
        return Representation.BOOLEAN;
    }

    private Representation general(Instruction instruction, BinaryOperator operator) {
        Representation result =
                operator.isArithmetic() ? Representation.REFERENCE : Representation.BOOLEAN;
        code.context();
        evaluator.pushReference(instruction.operand(0));
        evaluator.pushReference(instruction.operand(1));
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(
                owner(operator),
                method(operator),
                "(" + CONTEXT + OBJECT + OBJECT + ")" + Code.descriptor(result));
        return result;
    }

    private Representation negate(Instruction instruction, int operand, Representation held) {
        if (isNumber(held)) {
            evaluator.push(operand, held);
            evaluator.marks().beforeRaising(instruction);
            String type = Code.descriptor(held);
            code.callStatic(Names.ARITHMETIC, "negate", "(" + type + ")" + type);
            return held;
        }
        code.context();
        evaluator.pushReference(operand);
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(Names.ARITHMETIC, "negate", "(" + CONTEXT + OBJECT + ")" + OBJECT);
        return Representation.REFERENCE;
    }

    private Representation text(Instruction instruction, int operand, Representation held) {
        if (evaluator.values().type(operand).equals(ValueType.STRING)) {
            evaluator.pushReference(operand);
            return Representation.REFERENCE;
        }
        code.context();
        evaluator.push(operand, held);
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(Names.TEXT_FORM, "of", "(" + CONTEXT + Code.descriptor(held) + ")" + TEXT);
        return Representation.REFERENCE;
    }

    private Representation held(Instruction instruction, int operand) {
        return evaluator.values().representation(instruction.operand(operand));
    }

    static boolean isNumber(Representation representation) {
        return switch (representation) {
            case LONG, DOUBLE -> true;
            case BOOLEAN, REFERENCE -> false;
        };
    }

    /** Whether the operator is the opposite of an equality. */
    static boolean isNegated(BinaryOperator operator) {
        return operator == BinaryOperator.NOT_EQUAL || operator == BinaryOperator.STRICT_NOT_EQUAL;
    }

    private static String owner(BinaryOperator operator) {
        return operator.isArithmetic() ? Names.ARITHMETIC : Names.COMPARISONS;
    }

    private static String method(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case REMAINDER -> "remainder";
            case POWER -> "power";
            case LESS -> "less";
            case LESS_OR_EQUAL -> "lessOrEqual";
            case GREATER -> "greater";
            case GREATER_OR_EQUAL -> "greaterOrEqual";
            case EQUAL -> "equal";
            case NOT_EQUAL -> "notEqual";
            case STRICT_EQUAL -> "strictEqual";
            case STRICT_NOT_EQUAL -> "strictNotEqual";
            case IN -> "in";
            case NOT_IN -> "notIn";
        };
    }
}
