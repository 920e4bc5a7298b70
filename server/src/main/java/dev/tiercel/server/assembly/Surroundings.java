package dev.tiercel.server.assembly;

import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.effect.Connectors;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What logic gets from outside the server and its configuration.
 *
 * @param variables of the environment
 * @param instants the clock of {@code now} and its like
 * @param connectors what takes the place of the configured connectors
 */
public record Surroundings(
        Map<String, String> variables,
        InstantSource instants,
        RandomSource random,
        UnaryOperator<Connectors> connectors) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Returns the real clock, real chance and what is configured. */
    public static Surroundings real(Map<String, String> variables) {
        return new Surroundings(
                variables, InstantSource.system(), RandomSource.system(), UnaryOperator.identity());
    }
}
