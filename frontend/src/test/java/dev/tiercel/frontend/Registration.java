package dev.tiercel.frontend;

import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.DocumentChecks;
import dev.tiercel.frontend.check.KnownFunctions;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.lower.CompiledRoute;
import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text on its whole way through the front end: read, checked, and compiled to verified programs
 * if it has no errors.
 *
 * @param findings of all documents, errors and warnings
 * @param routes the compiled routes in order of their documents
 */
public record Registration(
        List<Document> documents, List<Diagnostic> findings, List<CompiledRoute> routes) {
    private static final DocumentSettings SETTINGS = DocumentSettings.DEFAULTS;

    /** Registers the documents of a text, which know each other only. */
    public static Registration of(String text) {
        return of(new SourceText("test.yaml", text.getBytes(StandardCharsets.UTF_8), true));
    }

    /** Registers the documents of a text, which know each other only. */
    public static Registration of(SourceText source) {
        var diagnostics = new Diagnostics(source.name());
        SyntaxText syntax = SyntaxReader.read(source, SETTINGS.limits(), diagnostics);
        List<Document> documents = DocumentReader.read(syntax, SETTINGS, diagnostics);
        Map<String, FunctionDocument> functions = new HashMap<>();
        Map<String, ExtensionDocument> extensions = new HashMap<>();
        Map<String, Integer> parameterCounts = new HashMap<>();
        for (Document document : documents) {
            if (document instanceof FunctionDocument function) {
                functions.put(function.name(), function);
                parameterCounts.put(function.name(), function.parameters().size());
            } else if (document instanceof ExtensionDocument extension) {
                extensions.put(extension.operation(), extension);
            }
        }
        check(
                syntax,
                documents,
                new KnownFunctions(parameterCounts, extensions.keySet()),
                diagnostics);
        List<CompiledRoute> routes =
                diagnostics.hasErrors() ? List.of() : compile(documents, functions, extensions);
        return new Registration(documents, diagnostics.sorted(), routes);
    }

    private static void check(
            SyntaxText syntax,
            List<Document> documents,
            KnownFunctions functions,
            Diagnostics diagnostics) {
        var settings = new CheckSettings(Set.of("REGION"), SETTINGS.limits());
        IdentityHashMap<Node, Integer> indexByRoot = new IdentityHashMap<>();
        syntax.documents().forEach(s -> indexByRoot.put(s.root(), s.index()));
        for (Document document : documents) {
            diagnostics.startDocument(indexByRoot.getOrDefault(document.syntax(), 0));
            DocumentChecks.check(document, functions, settings, diagnostics);
        }
    }

    private static List<CompiledRoute> compile(
            List<Document> documents,
            Map<String, FunctionDocument> functions,
            Map<String, ExtensionDocument> extensions) {
        List<CompiledRoute> routes = new ArrayList<>();
        for (Document document : documents) {
            if (document instanceof RouteDocument route) {
                CompiledRoute compiled =
                        new DocumentCompiler().compile(route, functions, extensions);
                for (CompiledUnit unit : compiled.units()) {
                    Verifier.verify(unit.program(), "lowering");
                }
                routes.add(compiled);
            }
        }
        return routes;
    }

    /** Returns the program of the only unit of the only route. */
    public Program program() {
        if (routes.size() != 1 || routes.getFirst().units().size() != 1) {
            throw new AssertionError("not one unit; findings:\n" + described());
        }
        return routes.getFirst().units().getFirst().program();
    }

    /** Whether a finding rejects the text. */
    public boolean isRejected() {
        return findings.stream().anyMatch(Diagnostic::isError);
    }

    /** Returns the findings, one a line: code, place, pointer, message, suggestion. */
    public String described() {
        return findings.stream().map(Registration::describe).collect(Collectors.joining("\n"));
    }

    /** Returns code, line, column, pointer, message and suggestion of a finding. */
    public static String describe(Diagnostic finding) {
        Diagnostic.Location location = finding.location();
        return "%s %d:%d %s: %s%s"
                .formatted(
                        finding.code(),
                        location.line(),
                        location.column(),
                        location.pointer(),
                        finding.message(),
                        finding.suggestion().map(s -> " -> " + s).orElse(""));
    }
}
