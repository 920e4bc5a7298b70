package dev.tiercel.ir;

/** The operators with one operand. */
public enum UnaryOperator {
    /** Arithmetic negation; may raise. */
    NEGATE,
    /** The negated truth of any value: BOOLEAN. */
    NOT,
    /** The truth of any value: BOOLEAN. */
    TRUTH,
    /** Whether the operand is null: BOOLEAN. */
    IS_NULL,
    /** Whether the operand is not {@link Absent}: BOOLEAN. */
    IS_PRESENT,
    /** The text form of any value: STRING. */
    TEXT,
    /** A string in lower case as the key of a header; any other value unchanged. */
    HEADER_KEY
}
