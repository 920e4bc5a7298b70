package dev.tiercel.benchmarks;

/** What executes a document. */
public enum Tier {
    /** Register code. */
    INTERPRETER,
    /** A hidden class. */
    COMPILED
}
