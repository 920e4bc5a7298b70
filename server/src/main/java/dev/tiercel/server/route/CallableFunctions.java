package dev.tiercel.server.route;

import dev.tiercel.frontend.check.KnownFunctions;
import dev.tiercel.frontend.document.FunctionDocument;
import java.util.HashMap;
import java.util.Map;

/**
 * The global functions that documents of a release may call. Immutable.
 *
 * @param known what checks need to know of them
 */
record CallableFunctions(Map<String, FunctionDocument> byName, KnownFunctions known) {
    static CallableFunctions of(Map<String, FunctionDocument> functions) {
        Map<String, Integer> counts = new HashMap<>();
        functions.forEach((name, function) -> counts.put(name, function.parameters().size()));
        return new CallableFunctions(Map.copyOf(functions), new KnownFunctions(counts));
    }
}
