package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** A program in a form that runs: interpreter code or a generated class. Thread-safe. */
@FunctionalInterface
public interface Executable {
    /**
     * Runs the main routine; the response of HTTP logic is in {@link ExecutionContext#response()}
     * afterwards.
     *
     * @return the result of the main routine
     * @throws LogicError completed with its source, if an error leaves the logic
     */
    @Nullable Object execute(ExecutionContext context);
}
