package dev.tiercel.server.route;

import dev.tiercel.frontend.check.KnownFunctions;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The global functions that documents of a release may call, and the extensions whose operations
 * they may use. Immutable.
 *
 * @param extensionByOperation by the canonical name of the operation
 * @param known what checks need to know of them
 */
record CallableFunctions(
        Map<String, FunctionDocument> byName,
        Map<String, ExtensionDocument> extensionByOperation,
        KnownFunctions known) {
    /** Returns those among some documents; of two with one name the later counts. */
    static CallableFunctions of(Stream<Document> documents) {
        Map<String, FunctionDocument> functions = new HashMap<>();
        Map<String, ExtensionDocument> extensions = new HashMap<>();
        documents.forEach(document -> {
            switch (document) {
                case FunctionDocument function -> functions.put(function.name(), function);
                case ExtensionDocument extension ->
                        extensions.put(extension.operation(), extension);
                case RouteDocument _ -> {}
            }
        });
        Map<String, Integer> counts = new HashMap<>();
        functions.forEach((name, function) -> counts.put(name, function.parameters().size()));
        return new CallableFunctions(
                Map.copyOf(functions),
                Map.copyOf(extensions),
                new KnownFunctions(counts, extensions.keySet()));
    }
}
