package dev.tiercel.jit.tier;

import java.util.Locale;

/** The forms in which a unit is executed. */
public enum Tier {
    /** Register code. */
    INTERPRETER,
    /** A generated class, from static types. */
    COMPILED,
    /** A generated class for the types that were observed. No unit reaches it. */
    SPECIALIZED;

    /** Returns the number that the admin API gives it. */
    public int number() {
        return ordinal();
    }

    /** Returns the name that the admin API gives it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
