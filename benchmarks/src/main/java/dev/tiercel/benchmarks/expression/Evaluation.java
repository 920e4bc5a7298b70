package dev.tiercel.benchmarks.expression;

/** An expression that is ready to be evaluated, with its values at hand. Used by one thread. */
@FunctionalInterface
public interface Evaluation {
    /** Returns the result, as the engine gives it. */
    Object evaluate();
}
