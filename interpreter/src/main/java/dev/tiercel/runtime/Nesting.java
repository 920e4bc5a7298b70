package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** How deep operations descend into values (LANG-74). */
public final class Nesting {
    /** Levels of arrays and objects that an operation descends. */
    public static final int DEPTH_MAX = 512;

    private Nesting() {}

    /**
     * Invokes the routine of a predicate or task. Each takes more of the stack than a call does, so
     * that calls through them may use it up before their number reaches its limit.
     */
    static @Nullable Object invoke(
            RoutineInvoker invoker,
            ExecutionContext context,
            int routine,
            @Nullable Object[] arguments) {
        try {
            return invoker.invoke(context, routine, arguments);
        } catch (StackOverflowError _) {
            throw LogicError.of(
                    ErrorCode.LIMIT_DEPTH, "Calls are nested deeper than the stack allows");
        }
    }

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
