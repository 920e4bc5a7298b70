package dev.tiercel.ir;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an instruction may do besides computing its result; every optimisation asks this and nothing
 * else.
 */
public enum Effect {
    /**
     * The result depends on something that may differ between two evaluations: clock, random,
     * budgets.
     */
    READS_STATE,
    /** Changes execution state that other instructions may observe: fuel, call depth, response. */
    WRITES_STATE,
    /**
     * Builds a value that is charged to the memory budget, and may therefore raise LIMIT_MEMORY.
     */
    ALLOCATES,
    /** May raise an error. */
    THROWS,
    /** Interacts with the outside: executed exactly once, in order. */
    IO;

    /** No effect: the instruction may be moved, merged and removed. */
    public static final Set<Effect> PURE = Set.of();

    /** Returns an unmodifiable set of the given effects. */
    public static Set<Effect> setOf(Effect first, Effect... rest) {
        return Collections.unmodifiableSet(EnumSet.of(first, rest));
    }
}
