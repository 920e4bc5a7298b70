package dev.tiercel.interpreter;

import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.RoutineInvoker;
import org.jspecify.annotations.Nullable;

/**
 * An operation that calls routines of the program: with a predicate, or with tasks. Thread-safe.
 */
@FunctionalInterface
interface InvokingAction {
    /**
     * Runs the operation.
     *
     * @param operands a new array that the action may keep
     */
    @Nullable Object invoke(
            ExecutionContext context, RoutineInvoker program, @Nullable Object[] operands);
}
