package dev.tiercel.ir.analysis;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The result types of the operators (LANG-43, LANG-44), pair by pair.
 *
 * <p>Strings count as three kinds, because the tables tell numeric strings from others; a string of
 * unknown content is all three.
 */
final class OperatorTypes {
    private static final int NULL = 1;
    private static final int BOOLEAN = 1 << 1;
    private static final int INTEGER = 1 << 2;
    private static final int DOUBLE = 1 << 3;
    private static final int ARRAY = 1 << 4;
    private static final int OBJECT = 1 << 5;
    private static final int INTEGER_TEXT = 1 << 6;
    private static final int DOUBLE_TEXT = 1 << 7;
    private static final int OTHER_TEXT = 1 << 8;
    private static final int BYTES = 1 << 9;

    private static final int NUMERIC = INTEGER | DOUBLE | INTEGER_TEXT | DOUBLE_TEXT;
    private static final int FRACTIONAL = DOUBLE | DOUBLE_TEXT;
    private static final int TEXT = INTEGER_TEXT | DOUBLE_TEXT | OTHER_TEXT;

    private OperatorTypes() {}

    /**
     * What an operator may do with operands of certain types.
     *
     * @param type every type of the result
     * @param mayMismatch whether a pair of types raises {@code TYPE_ERROR}
     */
    record Outcome(ValueType type, boolean mayMismatch) {}

    /** Returns the outcome for two values; what raises contributes no type. */
    static Outcome of(BinaryOperator operator, int left, int right, ValueFacts facts) {
        int leftKinds = kinds(facts.type(left), facts.constant(left));
        int rightKinds = kinds(facts.type(right), facts.constant(right));
        ValueType power = powerOfIntegers(facts.constant(right));
        ValueType type = ValueType.NONE;
        boolean mayMismatch = false;
        for (int l = leftKinds; l != 0; l &= l - 1) {
            for (int r = rightKinds; r != 0; r &= r - 1) {
                int pair = Integer.lowestOneBit(l) | Integer.lowestOneBit(r);
                boolean isSameKind = Integer.lowestOneBit(l) == Integer.lowestOneBit(r);
                ValueType result =
                        operator == BinaryOperator.IN || operator == BinaryOperator.NOT_IN
                                ? membership(Integer.lowestOneBit(r))
                                : ofPair(operator, pair, isSameKind, power);
                type = type.join(result);
                mayMismatch |= result.equals(ValueType.NONE);
            }
        }
        return new Outcome(type, mayMismatch);
    }

    /** Returns the outcome of arithmetic negation. */
    static Outcome ofNegation(int operand, ValueFacts facts) {
        ValueType type = ValueType.NONE;
        boolean mayMismatch = false;
        for (int k = kinds(facts.type(operand), facts.constant(operand)); k != 0; k &= k - 1) {
            int kind = Integer.lowestOneBit(k);
            type = type.join(numeric(kind));
            mayMismatch |= (kind & NUMERIC) == 0;
        }
        return new Outcome(type, mayMismatch);
    }

    private static ValueType ofPair(
            BinaryOperator operator, int pair, boolean isSameKind, ValueType powerOfIntegers) {
        return switch (operator) {
            case ADD -> sum(pair, isSameKind);
            case SUBTRACT, MULTIPLY, REMAINDER -> numeric(pair);
            case DIVIDE -> isWithin(pair, NUMERIC) ? ValueType.DOUBLE : ValueType.NONE;
            case POWER -> numeric(pair).equals(ValueType.INTEGER) ? powerOfIntegers : numeric(pair);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordering(pair);
            case EQUAL, NOT_EQUAL, STRICT_EQUAL, STRICT_NOT_EQUAL, IN, NOT_IN -> ValueType.BOOLEAN;
        };
    }

    private static ValueType sum(int pair, boolean isSameKind) {
        boolean isBothText = isWithin(pair, TEXT);
        boolean isNumeric = isWithin(pair, NUMERIC);
        if (isBothText || ((pair & TEXT) != 0 && !isNumeric)) {
            return ValueType.STRING;
        }
        if (pair == ARRAY && isSameKind) {
            return ValueType.ARRAY;
        }
        return isNumeric ? numeric(pair) : ValueType.NONE;
    }

    private static ValueType ordering(int pair) {
        boolean isNumeric = isWithin(pair, NUMERIC);
        return isNumeric || isWithin(pair, TEXT) ? ValueType.BOOLEAN : ValueType.NONE;
    }

    private static ValueType membership(int right) {
        return isWithin(right, ARRAY | OBJECT | TEXT | NULL) ? ValueType.BOOLEAN : ValueType.NONE;
    }

    private static ValueType numeric(int kinds) {
        if (!isWithin(kinds, NUMERIC)) {
            return ValueType.NONE;
        }
        return (kinds & FRACTIONAL) == 0 ? ValueType.INTEGER : ValueType.DOUBLE;
    }

    private static ValueType powerOfIntegers(Opcode.@Nullable Constant exponent) {
        if (exponent == null) {
            return ValueType.NUMBER;
        }
        return switch (exponent.value()) {
            case Long integer -> integer >= 0 ? ValueType.INTEGER : ValueType.DOUBLE;
            case String text -> text.startsWith("-") ? ValueType.NUMBER : ValueType.INTEGER;
            case null, default -> ValueType.NUMBER;
        };
    }

    private static boolean isWithin(int kinds, int allowed) {
        return (kinds & ~allowed) == 0;
    }

    private static int kinds(ValueType type, Opcode.@Nullable Constant constant) {
        if (constant != null && constant.value() instanceof String text) {
            return switch (NumericText.of(text)) {
                case INTEGER -> INTEGER_TEXT;
                case DOUBLE -> DOUBLE_TEXT;
                case NOT_NUMERIC -> OTHER_TEXT;
            };
        }
        return bit(type, ValueType.NULL, NULL)
                | bit(type, ValueType.BOOLEAN, BOOLEAN)
                | bit(type, ValueType.INTEGER, INTEGER)
                | bit(type, ValueType.DOUBLE, DOUBLE)
                | bit(type, ValueType.STRING, TEXT)
                | bit(type, ValueType.ARRAY, ARRAY)
                | bit(type, ValueType.OBJECT, OBJECT)
                | bit(type, ValueType.BYTES, BYTES);
    }

    private static int bit(ValueType type, ValueType member, int kinds) {
        return type.includes(member) ? kinds : 0;
    }
}
