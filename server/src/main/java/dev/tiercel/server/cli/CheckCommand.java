package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.trial.TestResult;
import dev.tiercel.server.trial.TestRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** {@code tiercel check}: reports what is wrong with documents. */
@CommandLine.Command(
        name = "check",
        description = "Reports what is wrong with documents.",
        mixinStandardHelpOptions = true)
final class CheckCommand extends Subcommand {
    @CommandLine.Parameters(paramLabel = "<file|dir>", arity = "1..*")
    private List<Path> arguments = List.of();

    @CommandLine.Option(names = "--tests", description = "Runs the documents' tests as well.")
    private boolean withTests;

    private CheckCommand() {}

    @Override
    int run() {
        try (ServedDocuments served =
                ServedDocuments.start(
                        options(),
                        Map.of("http.validate_responses", "true"),
                        IsolatedServer.Isolation.COMPLETE,
                        arguments)) {
            Optional<List<TestResult>> tests =
                    withTests && !served.isRejected()
                            ? Optional.of(test(served))
                            : Optional.empty();
            if (isJson()) {
                out().println(served.report(tests).json());
            } else {
                FindingText.print(served.plan().diagnostics(), out());
                tests.ifPresent(results -> TestText.print(results, out()));
            }
            boolean hasFailedTest = tests.orElse(List.of()).stream().anyMatch(t -> !t.isPassed());
            return served.isRejected() || hasFailedTest ? FAILED : 0;
        }
    }

    private static List<TestResult> test(ServedDocuments served) {
        return served.routes(_ -> true).stream()
                .flatMap(route -> served.server().test(route, _ -> true).stream())
                .map(TestRun::result)
                .toList();
    }
}
