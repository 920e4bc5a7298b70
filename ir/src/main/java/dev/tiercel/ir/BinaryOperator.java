package dev.tiercel.ir;

/** The operators with two operands that evaluate both. */
public enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    POWER("**"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    STRICT_EQUAL("==="),
    STRICT_NOT_EQUAL("!=="),
    IN("in"),
    NOT_IN("not in");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the operator as written in expressions. */
    public String symbol() {
        return symbol;
    }

    /** Whether the operator computes a number (or, for {@link #ADD}, text or an array). */
    public boolean isArithmetic() {
        return compareTo(POWER) <= 0;
    }

    /** Whether the operator compares order and so may raise {@code TYPE_ERROR}. */
    public boolean isOrdering() {
        return compareTo(LESS) >= 0 && compareTo(GREATER_OR_EQUAL) <= 0;
    }

    /** Whether the operator compares equality, which never raises. */
    public boolean isEquality() {
        return compareTo(EQUAL) >= 0 && compareTo(STRICT_NOT_EQUAL) <= 0;
    }
}
