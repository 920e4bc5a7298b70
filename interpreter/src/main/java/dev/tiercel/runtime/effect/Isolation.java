package dev.tiercel.runtime.effect;

/** How much transactions see of each other. */
public enum Isolation {
    /** What the database does unless told otherwise. */
    DEFAULT,
    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE
}
