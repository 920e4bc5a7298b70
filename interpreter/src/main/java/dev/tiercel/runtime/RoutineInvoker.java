package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** A program whose routines can be called by index: predicates, functions, tasks. Thread-safe. */
@FunctionalInterface
public interface RoutineInvoker {
    /**
     * Runs a routine.
     *
     * @param arguments one per parameter; the routine does not keep the array
     */
    @Nullable Object invoke(ExecutionContext context, int routine, @Nullable Object[] arguments);
}
