package dev.tiercel.benchmarks;

/** A route written by hand. Used by one thread. */
public interface Twin {
    /** Makes it the route of a number, if that changes what it answers. */
    default void number(int number) {}

    /**
     * Executes the route.
     *
     * @return the number of bytes that {@link #bytes()} holds from its start
     */
    int call(byte[] body);

    /** Returns the buffer of the answer. */
    byte[] bytes();
}
