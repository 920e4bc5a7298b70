package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A predicate argument of a built-in function: a routine with the values it captured. Belongs to
 * one call.
 */
public final class Predicate {
    private static final int FIRST_CAPTURE = 2;

    private final RoutineInvoker invoker;
    private final int routine;
    private final @Nullable Object[] arguments;

    /**
     * @param routine index of the routine, called with (element, index, captures…)
     */
    public Predicate(RoutineInvoker invoker, int routine, @Nullable Object[] captures) {
        this.invoker = invoker;
        this.routine = routine;
        this.arguments = new @Nullable Object[FIRST_CAPTURE + captures.length];
        System.arraycopy(captures, 0, arguments, FIRST_CAPTURE, captures.length);
    }

    /** Charges one element (OP-37) and returns the predicate's value for it. */
    public @Nullable Object test(ExecutionContext context, @Nullable Object element, long index) {
        context.fuel--;
        context.checkpoint();
        arguments[0] = element;
        arguments[1] = index;
        int location = context.location;
        Object value = Nesting.invoke(invoker, context, routine, arguments);
        // What the function raises next belongs to its own operation again.
        context.location = location;
        return value;
    }
}
