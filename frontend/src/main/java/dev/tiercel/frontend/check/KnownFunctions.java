package dev.tiercel.frontend.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The global functions that a document may call and the operations of extensions that it may use:
 * those that are registered and those of the same text.
 *
 * @param parameterCountByName number of parameters of each function
 * @param extensionOperations canonical names
 */
public record KnownFunctions(
        Map<String, Integer> parameterCountByName, Set<String> extensionOperations) {
    /** No global function and no extension at all. */
    public static final KnownFunctions NONE = new KnownFunctions(Map.of());

    public KnownFunctions {
        parameterCountByName = Map.copyOf(parameterCountByName);
        extensionOperations = Set.copyOf(extensionOperations);
    }

    /** Functions, and no extension. */
    public KnownFunctions(Map<String, Integer> parameterCountByName) {
        this(parameterCountByName, Set.of());
    }

    /** Returns the same with one more function, or with another number of its parameters. */
    KnownFunctions with(String function, int parameterCount) {
        Map<String, Integer> counts = new HashMap<>(parameterCountByName);
        counts.put(function, parameterCount);
        return new KnownFunctions(counts, extensionOperations);
    }
}
