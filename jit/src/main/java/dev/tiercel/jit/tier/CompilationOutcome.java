package dev.tiercel.jit.tier;

import java.util.Locale;

/** What became of a compilation. */
public enum CompilationOutcome {
    /** Its class was published. */
    COMPILED,
    /** There is no class. */
    FAILED,
    /** Nobody wanted it any more when it was due or done. */
    DISCARDED;

    /** Returns the name that metrics give it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
