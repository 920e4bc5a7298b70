package dev.tiercel.frontend.lower;

import java.util.List;
import java.util.Set;

/**
 * A route with its programs.
 *
 * @param globalFunctions names of the global functions that the route depends on, directly or
 *     through others
 */
public record CompiledRoute(List<CompiledUnit> units, Set<String> globalFunctions) {
    public CompiledRoute {
        units = List.copyOf(units);
        globalFunctions = Set.copyOf(globalFunctions);
    }
}
