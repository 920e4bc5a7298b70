package dev.tiercel.frontend.lower;

/**
 * Counts the values that routines and blocks of a document are given besides their arguments. Their
 * number may be that of variables times that of functions, tasks or branches, and each takes time
 * and memory. Not thread-safe.
 */
final class PassedValues {
    private static final int VALUES_MAX = 1_000_000;

    private int count;

    /**
     * Adds values that are passed at one place.
     *
     * @throws ProgramTooLargeException if the document has too many
     */
    void add(int values) {
        count += values;
        if (count > VALUES_MAX) {
            throw new ProgramTooLargeException(VALUES_MAX);
        }
    }
}
