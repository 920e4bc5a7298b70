package dev.tiercel.runtime;

/** How deep operations descend into values (LANG-74). */
public final class Nesting {
    /** Levels of arrays and objects that an operation descends. */
    public static final int DEPTH_MAX = 512;

    private Nesting() {}

    /**
     * Raises LIMIT_DEPTH for a level that is too deep.
     *
     * @param depth 1 for the elements or members of the value itself
     */
    public static void check(int depth) {
        if (depth > DEPTH_MAX) {
            throw LogicError.of(
                    ErrorCode.LIMIT_DEPTH,
                    "The value is nested deeper than " + DEPTH_MAX + " levels");
        }
    }
}
