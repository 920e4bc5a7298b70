package dev.tiercel.interpreter;

import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * An operation with an unboxed result that is too rare for an operation code of its own.
 * Thread-safe.
 */
@FunctionalInterface
interface NumberAction {
    /**
     * Runs the operation.
     *
     * @param references operands held as references, in order
     * @param numbers operands held unboxed, in order
     * @return the result: doubles as bits, booleans as 0 and 1
     */
    long run(ExecutionContext context, @Nullable Object[] references, long[] numbers);
}
