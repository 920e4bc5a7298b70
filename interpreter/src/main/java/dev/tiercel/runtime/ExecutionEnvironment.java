package dev.tiercel.runtime;

import dev.tiercel.runtime.effect.Connectors;
import java.time.InstantSource;

/**
 * What all requests of a server share. Immutable and thread-safe.
 *
 * @param clock what deadlines are compared with
 * @param instants the clock of {@code now} and its like
 * @param random where random values come from
 * @param variables the allow-listed environment variables that are set
 * @param bcryptCost cost of {@code hash_password}
 * @param parallelMax tasks that run at once where the document gives no number
 * @param connectors the other systems that logic can speak to
 */
public record ExecutionEnvironment(
        CoarseClock clock,
        InstantSource instants,
        RandomSource random,
        ObjectValue variables,
        int bcryptCost,
        int parallelMax,
        Connectors connectors) {
    /** Returns the same with other connectors. */
    public ExecutionEnvironment with(Connectors others) {
        return new ExecutionEnvironment(
                clock, instants, random, variables, bcryptCost, parallelMax, others);
    }

    /** Returns what requests share that cannot speak to other systems. */
    public ExecutionEnvironment(
            CoarseClock clock,
            InstantSource instants,
            RandomSource random,
            ObjectValue variables,
            int bcryptCost,
            int parallelMax) {
        this(clock, instants, random, variables, bcryptCost, parallelMax, Connectors.NONE);
    }
}
