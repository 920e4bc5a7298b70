package dev.tiercel.server.golden;

import dev.tiercel.frontend.DocumentCompiler;
import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.DocumentChecks;
import dev.tiercel.frontend.check.KnownFunctions;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.Program;
import dev.tiercel.server.input.GivenFieldChecks;
import dev.tiercel.server.input.SchemaChecks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Documents that were registered one text after another, as a server does it. Not thread-safe. */
final class RegisteredDocuments {
    private static final Map<String, Long> CEILINGS =
            Map.of(
                    "fuel",
                    10_000_000L,
                    "deadline_ms",
                    30_000L,
                    "memory_bytes",
                    256L << 20,
                    "body_bytes",
                    1L << 20);

    private final DocumentSettings settings =
            new DocumentSettings(
                    DocumentLimits.DEFAULTS, Optional.of("/v1/ws"), CEILINGS, Set.of());
    private final CheckSettings checks;
    private final Map<String, FunctionDocument> functions = new HashMap<>();
    private final Map<String, ExtensionDocument> extensions = new HashMap<>();
    private final Map<String, RouteDocument> routes = new HashMap<>();
    private Optional<RouteDocument> newestRoute = Optional.empty();

    RegisteredDocuments(Set<String> environmentNames) {
        checks =
                new CheckSettings(
                        environmentNames, DocumentLimits.DEFAULTS, new ConstantEvaluation());
    }

    /** Registers the documents of a text unless one has an error; returns all findings. */
    List<Diagnostic> register(String text) {
        return register(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Registers the documents of a text unless one has an error; returns all findings. */
    List<Diagnostic> register(byte[] text) {
        Diagnostics diagnostics = new Diagnostics("request");
        SyntaxText syntax =
                SyntaxReader.read(
                        new SourceText("request", text, false), settings.limits(), diagnostics);
        DocumentReader.Documents read =
                DocumentReader.readWithFaulty(
                        syntax,
                        Optional.empty(),
                        settings.withExtensionOperations(extensions.keySet()),
                        diagnostics);
        List<Document> documents = new ArrayList<>(read.sound());
        documents.addAll(read.faulty());
        IdentityHashMap<Object, Integer> indexes = new IdentityHashMap<>();
        syntax.documents().forEach(source -> indexes.put(source.root(), source.index()));
        Map<String, FunctionDocument> known = new HashMap<>(functions);
        Map<String, ExtensionDocument> usable = new HashMap<>(extensions);
        for (Document document : documents) {
            if (document instanceof FunctionDocument function) {
                known.put(function.name(), function);
            } else if (document instanceof ExtensionDocument extension) {
                usable.put(extension.operation(), extension);
            }
        }
        KnownFunctions callable = new KnownFunctions(counts(known), usable.keySet());
        for (Document document : documents) {
            diagnostics.startDocument(indexes.getOrDefault(document.syntax(), 0));
            DocumentChecks.check(document, callable, checks, diagnostics);
            SchemaChecks.check(document, diagnostics);
            GivenFieldChecks.check(document, usable, diagnostics);
        }
        if (!diagnostics.hasErrors()) {
            functions.putAll(known);
            extensions.putAll(usable);
            accept(documents);
        }
        return diagnostics.sorted();
    }

    private void accept(List<Document> documents) {
        for (Document document : documents) {
            if (document instanceof RouteDocument route) {
                routes.put(route.method() + " " + route.path().normalized(), route);
                newestRoute = Optional.of(route);
            }
        }
    }

    /** Returns the route that was registered last. */
    RouteDocument newestRoute() {
        return newestRoute.orElseThrow();
    }

    /** Returns all routes. */
    List<RouteDocument> routes() {
        return new ArrayList<>(routes.values());
    }

    /** Returns all extensions. */
    List<ExtensionDocument> extensions() {
        return new ArrayList<>(extensions.values());
    }

    /** Compiles the logic of a route. */
    Program compile(RouteDocument route) {
        return new DocumentCompiler()
                .compile(route, functions, extensions).units().stream()
                        .filter(unit -> unit.name().equals("logic"))
                        .findFirst()
                        .orElseThrow()
                        .program();
    }

    private static Map<String, Integer> counts(Map<String, FunctionDocument> functions) {
        Map<String, Integer> counts = new HashMap<>();
        functions.forEach((name, function) -> counts.put(name, function.parameters().size()));
        return counts;
    }
}
