package dev.tiercel.ir;

/** What a failing task of {@code parallel} does to the others (OP-11). */
public enum TaskErrors {
    THROW,
    FAIL_FAST,
    COLLECT
}
