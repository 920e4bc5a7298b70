package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.ir.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks documents that are written in tests and describes what was found. */
final class Checked {
    private static final CheckSettings SETTINGS =
            new CheckSettings(Set.of("REGION", "STAGE"), DocumentLimits.DEFAULTS);

    private Checked() {}

    /**
     * Returns the findings of the logic of an HTTP route {@code POST /t/:id}, line 1 being its
     * first step.
     */
    static List<String> logic(String logic) {
        return logic(logic, Map.of());
    }

    static List<String> logic(String logic, Map<String, Integer> functions) {
        String indented = logic.indent(2);
        return document(
                "logic:\n" + indented + "name: t\npath: /t/:id\nmethod: POST\n", functions, 1);
    }

    /** Returns the findings of a document. */
    static List<String> document(String text) {
        return document(text, Map.of(), 0);
    }

    static List<String> document(String text, Map<String, Integer> functions) {
        return document(text, functions, 0);
    }

    private static List<String> document(String text, Map<String, Integer> functions, int skipped) {
        Document document = read(text);
        var diagnostics = new Diagnostics("test.yaml");
        DocumentChecks.check(document, new KnownFunctions(functions), SETTINGS, diagnostics);
        return diagnostics.sorted().stream().map(d -> describe(d, skipped)).toList();
    }

    static Document read(String text) {
        var diagnostics = new Diagnostics("test.yaml");
        var source = new SourceText("test.yaml", text.getBytes(StandardCharsets.UTF_8), true);
        var syntax = SyntaxReader.read(source, DocumentLimits.DEFAULTS, diagnostics);
        List<Document> documents =
                DocumentReader.read(syntax, DocumentSettings.DEFAULTS, diagnostics);
        assertThat(diagnostics.sorted()).noneMatch(Diagnostic::isError);
        return documents.getFirst();
    }

    /**
     * Returns code, line and column (in the logic: counted within it), pointer, message and
     * suggestion.
     */
    private static String describe(Diagnostic finding, int skipped) {
        Diagnostic.Location location = finding.location();
        return "%s %d:%d %s: %s%s"
                .formatted(
                        finding.code(),
                        location.line() - skipped,
                        location.column() - 2 * skipped,
                        location.pointer(),
                        finding.message(),
                        finding.suggestion().map(s -> " -> " + s).orElse(""));
    }
}
