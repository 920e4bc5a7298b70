package dev.tiercel.benchmarks.expression;

/** An expression that is ready to be evaluated, with its orders at hand. Used by one thread. */
@FunctionalInterface
public interface Evaluation {
    /**
     * Returns the result, as the engine gives it.
     *
     * @param order which of the {@link Order#COUNT} orders
     */
    Object evaluate(int order);
}
