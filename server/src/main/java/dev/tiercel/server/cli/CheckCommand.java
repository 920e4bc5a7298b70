package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import dev.tiercel.server.trial.TestResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** {@code tiercel check}: reports what is wrong with documents. */
@CommandLine.Command(
        name = "check",
        description = "Reports what is wrong with documents.",
        mixinStandardHelpOptions = true)
final class CheckCommand extends DocumentCommand {
    @CommandLine.Parameters(paramLabel = "<file|dir>", arity = "1..*")
    private List<Path> arguments = List.of();

    @CommandLine.Option(names = "--tests", description = "Runs the documents' tests as well.")
    private boolean withTests;

    private CheckCommand() {}

    @Override
    int run() {
        try (IsolatedServer server =
                server(
                        Map.of(),
                        new IsolatedServer.Isolation(
                                Map.of(), Optional.empty(), Optional.empty(), false))) {
            DocumentSet documents = documents(server, arguments);
            ReleasePlan plan = server.serve(documents);
            Optional<List<TestResult>> tests =
                    withTests && !plan.isRejected()
                            ? Optional.of(test(server, documents))
                            : Optional.empty();
            if (isJson()) {
                out().println(json(documents, plan, tests));
            } else {
                print(plan, out());
                tests.ifPresent(results -> TestCommand.print(results, out()));
            }
            boolean hasFailedTest = tests.orElse(List.of()).stream().anyMatch(t -> !t.isPassed());
            return isFailed(plan) || hasFailedTest ? FAILED : 0;
        }
    }

    private static List<TestResult> test(IsolatedServer server, DocumentSet documents) {
        List<TestResult> results = new ArrayList<>();
        for (ReleaseChange.Put put : documents.puts()) {
            if (put.read().document() instanceof RouteDocument route) {
                results.addAll(server.test(route, _ -> true));
            }
        }
        return results;
    }

    private static String json(
            DocumentSet documents, ReleasePlan plan, Optional<List<TestResult>> tests) {
        return JsonText.object(json -> {
            json.field("valid", plan.diagnostics().stream().noneMatch(Diagnostic::isError))
                    .array("documents", list -> write(documents.puts(), plan, list))
                    .rawField("diagnostics", DiagnosticJson.array(plan.diagnostics()));
            tests.ifPresentOrElse(
                    results -> json.rawField("tests", TestResult.json(results)),
                    () -> json.nullField("tests"));
        });
    }

    private static void write(List<ReleaseChange.Put> puts, ReleasePlan plan, JsonText list) {
        for (int i = 0; i < Math.min(puts.size(), plan.puts().size()); i++) {
            PlanEntry entry = plan.puts().get(i);
            StoredDocument document = entry.document();
            int index = puts.get(i).read().index();
            list.elementObject(json -> {
                json.field("index", index)
                        .field("kind", document.kind().text())
                        .field("name", document.name());
                document.method().ifPresent(method -> json.field("method", method));
                document.path().ifPresent(path -> json.field("path", path));
                json.field("action", entry.action().text());
            });
        }
    }
}
