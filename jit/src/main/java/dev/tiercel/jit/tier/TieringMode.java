package dev.tiercel.jit.tier;

/** When units are compiled ({@code engine.tiering.mode}). */
public enum TieringMode {
    /** In the background, while the interpreter runs them. */
    AUTO,
    /** Never. */
    INTERPRET,
    /** Before they run for the first time. */
    COMPILE
}
