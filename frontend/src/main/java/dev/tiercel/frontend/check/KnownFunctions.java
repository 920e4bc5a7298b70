package dev.tiercel.frontend.check;

import java.util.Map;

/**
 * The global functions that a document may call: those that are registered and those of the same
 * text.
 *
 * @param parameterCountByName number of parameters of each
 */
public record KnownFunctions(Map<String, Integer> parameterCountByName) {
    /** No global function at all. */
    public static final KnownFunctions NONE = new KnownFunctions(Map.of());

    public KnownFunctions {
        parameterCountByName = Map.copyOf(parameterCountByName);
    }
}
