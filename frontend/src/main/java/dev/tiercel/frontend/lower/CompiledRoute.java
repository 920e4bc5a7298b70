package dev.tiercel.frontend.lower;

import java.util.List;
import java.util.Set;

/**
 * A route with its programs.
 *
 * @param globalFunctions names of the global functions that the route depends on, directly or
 *     through others
 * @param extensionOperations operations of extensions that it uses, directly or through functions
 */
public record CompiledRoute(
        List<CompiledUnit> units, Set<String> globalFunctions, Set<String> extensionOperations) {
    public CompiledRoute {
        units = List.copyOf(units);
        globalFunctions = Set.copyOf(globalFunctions);
        extensionOperations = Set.copyOf(extensionOperations);
    }
}
