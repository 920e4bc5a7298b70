package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;

/**
 * How a routine ends: what {@code return} evaluates, keeps while {@code finally} blocks run, and
 * gives back.
 */
interface ReturnTarget {
    /** Evaluates the fields of a {@code return} and keeps their values. */
    void evaluate(Operation.Return operation, ExpressionLowering expressions);

    /** Ends the routine with the kept values. */
    void emit();

    /** Ends the routine without {@code return}. */
    void returnLast();
}
