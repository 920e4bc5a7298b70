package dev.tiercel.ir;

import java.util.Comparator;
import java.util.Optional;

/**
 * A finding about a document (DOC-50).
 *
 * @param document index of the document within its text, for ordering
 * @param message one sentence that names the offending text
 * @param suggestion the nearest name or a corrected snippet
 */
public record Diagnostic(
        DiagnosticCode code,
        String message,
        int document,
        Location location,
        Optional<String> suggestion) {
    /** The order in which diagnostics are reported: document, line, column. */
    public static final Comparator<Diagnostic> ORDER =
            Comparator.comparingInt(Diagnostic::document)
                    .thenComparingInt(d -> d.location().line())
                    .thenComparingInt(d -> d.location().column());

    public boolean isError() {
        return code.isError();
    }

    /**
     * Where a finding is.
     *
     * @param source file name, or {@code request}
     * @param line 1-based in the whole text
     * @param column 1-based, in code points
     * @param pointer JSON Pointer within the document as written
     */
    public record Location(String source, int line, int column, String pointer) {}
}
