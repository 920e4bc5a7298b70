package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A text that has been read, with its documents and findings. */
record Source(List<Document> documents, List<Diagnostic> findings) {
    /** Reads a text with the settings of a server without configuration. */
    static Source of(String text) {
        return of(text, DocumentSettings.DEFAULTS);
    }

    static Source of(String text, DocumentSettings settings) {
        var diagnostics = new Diagnostics("test.yaml");
        SyntaxText syntax = syntax(text, settings.limits(), diagnostics);
        List<Document> documents = DocumentReader.read(syntax, settings, diagnostics);
        return new Source(documents, diagnostics.sorted());
    }

    /** Reads a text for an endpoint that accepts one kind. */
    static Source ofKind(DocumentKind kind, String text) {
        var diagnostics = new Diagnostics("test.yaml");
        SyntaxText syntax = syntax(text, DocumentLimits.DEFAULTS, diagnostics);
        List<Document> documents =
                DocumentReader.readKind(kind, syntax, DocumentSettings.DEFAULTS, diagnostics);
        return new Source(documents, diagnostics.sorted());
    }

    private static SyntaxText syntax(String text, DocumentLimits limits, Diagnostics diagnostics) {
        var source = new SourceText("test.yaml", text.getBytes(StandardCharsets.UTF_8), true);
        return SyntaxReader.read(source, limits, diagnostics);
    }

    /** Reads the logic of an HTTP route, which begins at line 1 of the text. */
    static Source ofLogic(String logic) {
        return of(logic(logic));
    }

    private static String logic(String logic) {
        return "logic:\n" + logic.indent(2) + "name: r\npath: /r\nmethod: GET\n";
    }

    /** Reads steps that stand in a hook of a WebSocket route. */
    static Source ofHook(String steps) {
        return of("ws_hooks:\n  on_message:\n" + steps.indent(4) + "name: r\npath: /r\n");
    }

    /** Reads the body of a global function. */
    static Source ofFunction(String steps) {
        return of("logic:\n" + steps.indent(2) + "name: f\n");
    }

    /** Returns the operations of the only document, or its findings if it has errors. */
    String operations() {
        if (documents.isEmpty()) {
            return described();
        }
        return switch (documents.getFirst()) {
            case RouteDocument route ->
                    OperationText.of(
                            route.isWebSocket() ? route.hooks().onMessage() : route.logic());
            case FunctionDocument function -> OperationText.of(function.body());
            case ExtensionDocument extension -> extension.operation();
        };
    }

    RouteDocument route() {
        return (RouteDocument) only();
    }

    FunctionDocument function() {
        return (FunctionDocument) only();
    }

    ExtensionDocument extension() {
        return (ExtensionDocument) only();
    }

    private Document only() {
        if (documents.size() != 1) {
            throw new AssertionError(documents.size() + " documents; " + described());
        }
        return documents.getFirst();
    }

    /** Returns code, place and suggestion of every finding, one a line. */
    String places() {
        return findings.stream().map(Source::place).collect(Collectors.joining("\n"));
    }

    /** Returns code, place, message and suggestion of every finding, one a line. */
    String described() {
        return findings.stream()
                .map(d -> place(d) + " | " + d.message())
                .collect(Collectors.joining("\n"));
    }

    private static String place(Diagnostic d) {
        Optional<String> suggestion = d.suggestion();
        return d.code()
                + " "
                + d.location().line()
                + ":"
                + d.location().column()
                + " "
                + d.location().pointer()
                + suggestion.map(s -> " -> " + s).orElse("");
    }
}
