package dev.tiercel.server.text;

import dev.tiercel.ir.Diagnostic;
import java.util.Collection;

/** Findings as JSON (DOC-50). */
public final class DiagnosticJson {
    private DiagnosticJson() {}

    /** Returns the array of some findings. */
    public static String array(Collection<Diagnostic> findings) {
        return JsonText.array(
                list -> findings.forEach(f -> list.elementObject(json -> write(f, json))));
    }

    /** Adds the findings to an answer that has none of them if there are none (ADM-10). */
    public static void addTo(JsonText answer, Collection<Diagnostic> findings) {
        if (!findings.isEmpty()) {
            answer.rawField("diagnostics", array(findings));
        }
    }

    private static void write(Diagnostic finding, JsonText json) {
        Diagnostic.Location place = finding.location();
        json.field("severity", finding.isError() ? "error" : "warning")
                .field("code", finding.code().name())
                .field("message", finding.message())
                .object(
                        "location",
                        at ->
                                at.field("source", place.source())
                                        .field("line", place.line())
                                        .field("column", place.column())
                                        .field("pointer", place.pointer()))
                .field("suggestion", finding.suggestion().orElse(null));
    }
}
