package dev.tiercel.server.assembly;

import dev.tiercel.runtime.RandomSource;
import java.time.InstantSource;
import java.util.Map;

/**
 * What logic gets from outside the server and its configuration.
 *
 * @param variables of the environment
 * @param instants the clock of {@code now} and its like
 * @param allowsNetwork whether outgoing requests are sent
 */
public record Surroundings(
        Map<String, String> variables,
        InstantSource instants,
        RandomSource random,
        boolean allowsNetwork) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Returns the real clock, real chance and the network. */
    public static Surroundings real(Map<String, String> variables) {
        return new Surroundings(variables, InstantSource.system(), RandomSource.system(), true);
    }
}
