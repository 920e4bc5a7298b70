package dev.tiercel.jit.tier;

import java.util.Locale;

/** What the engine is about to do with a unit. */
public enum UnitState {
    /** Nothing. */
    ACTIVE,
    /** To compile it as soon as the compiler is free. */
    QUEUED,
    /** It is being compiled. */
    COMPILING,
    /** Nothing: an administrator pinned it to the interpreter. */
    PINNED,
    /** Nothing any more: it was compiled again too often. No unit reaches it. */
    FROZEN;

    /** Returns the name that the admin API gives it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
