package dev.tiercel.interpreter;

import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** An operation on references that is too rare for an operation code of its own. Thread-safe. */
@FunctionalInterface
interface ReferenceAction {
    /**
     * Runs the operation.
     *
     * @param operands a new array that the action may keep
     */
    @Nullable Object run(ExecutionContext context, @Nullable Object[] operands);
}
