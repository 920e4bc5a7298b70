package dev.tiercel.server.trial;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.util.List;
import java.util.Optional;

/**
 * What a check of documents found (ADM-18).
 *
 * @param puts the documents without errors of their own
 * @param tests results, if the tests were run
 */
public record CheckReport(
        List<ReleaseChange.Put> puts, ReleasePlan plan, Optional<List<TestResult>> tests) {
    public CheckReport {
        puts = List.copyOf(puts);
    }

    /** Returns whether the documents would be registered. */
    public boolean isValid() {
        return !plan.isRejected() && plan.diagnostics().stream().noneMatch(Diagnostic::isError);
    }

    /** Returns the report as JSON. */
    public String json() {
        return JsonText.object(json -> {
            json.field("valid", isValid())
                    .array("documents", this::writeDocuments)
                    .rawField("diagnostics", DiagnosticJson.array(plan.diagnostics()));
            tests.ifPresentOrElse(
                    results -> json.rawField("tests", TestResult.json(results)),
                    () -> json.nullField("tests"));
        });
    }

    private void writeDocuments(JsonText list) {
        for (int i = 0; i < Math.min(puts.size(), plan.puts().size()); i++) {
            PlanEntry entry = plan.puts().get(i);
            int index = puts.get(i).read().index();
            list.elementObject(json -> write(index, entry, json));
        }
    }

    private static void write(int index, PlanEntry entry, JsonText json) {
        StoredDocument document = entry.document();
        json.field("index", index)
                .field("kind", document.kind().text())
                .field("name", document.name());
        document.method().ifPresent(method -> json.field("method", method));
        document.path().ifPresent(path -> json.field("path", path));
        json.field("action", entry.action().text());
    }
}
