package dev.tiercel.ir;

/**
 * How a value is held at run time: unboxed when its type is known to be exactly one scalar type.
 */
public enum Representation {
    /** An unboxed 64-bit integer. */
    LONG,
    /** An unboxed double. */
    DOUBLE,
    /** An unboxed boolean. */
    BOOLEAN,
    /** A reference: any value, {@code null} included. */
    REFERENCE
}
