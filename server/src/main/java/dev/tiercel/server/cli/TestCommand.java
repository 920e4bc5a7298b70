package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.trial.TestResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel test}: runs the tests in documents, in every tier wanted (CFG-22, CFG-23). */
@CommandLine.Command(
        name = "test",
        description = "Runs the tests in documents.",
        mixinStandardHelpOptions = true)
final class TestCommand extends DocumentCommand {
    private static final int COMPILED = 1;

    @CommandLine.Parameters(paramLabel = "<file|dir>", arity = "1..*")
    private List<Path> arguments = List.of();

    @CommandLine.Option(
            names = "--name",
            paramLabel = "<text>",
            description = "Runs the tests whose name has this text.")
    private String name = "";

    @CommandLine.Option(names = "--allow-network", description = "Sends outgoing requests.")
    private boolean allowsNetwork;

    @CommandLine.Option(
            names = "--use-databases",
            description = "Uses the configured databases and Redis.")
    private boolean usesDatabases;

    @CommandLine.Option(names = "--seed", paramLabel = "<n>", description = "Of random values.")
    private @Nullable Long seed;

    @CommandLine.Option(
            names = "--now",
            paramLabel = "<date-time>",
            description = "Where the clock stands.")
    private @Nullable String now;

    @CommandLine.Option(
            names = "--tiers",
            paramLabel = "<tier>",
            split = ",",
            description = "Runs every test in each of these tiers: 0, 1, 2.")
    private List<Integer> tiers = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec self = CommandLine.Model.CommandSpec.create();

    private TestCommand() {}

    @Override
    int run() {
        List<Integer> wanted = tiers.isEmpty() ? List.of(COMPILED) : tiers;
        List<TestResult> results = new ArrayList<>();
        for (int tier : wanted) {
            Optional<List<TestResult>> ofTier = run(tier);
            if (ofTier.isEmpty()) {
                return FAILED;
            }
            for (TestResult result : ofTier.get()) {
                results.add(tiers.isEmpty() ? result : named(result, " (tier " + tier + ")"));
            }
        }
        if (isJson()) {
            out().println(TestResult.json(results));
        } else {
            print(results, out());
        }
        return results.stream().allMatch(TestResult::isPassed) ? 0 : FAILED;
    }

    /** Prints results for people. */
    static void print(List<TestResult> results, PrintWriter out) {
        for (TestResult result : results) {
            out.println(
                    (result.isPassed() ? "ok    " : "FAIL  ")
                            + result.document()
                            + ": "
                            + result.name());
            for (TestResult.Failure failure : result.failures()) {
                out.println(
                        "      "
                                + failure.path()
                                + ": expected "
                                + failure.expected()
                                + ", got "
                                + failure.actual());
            }
        }
        long failed = results.stream().filter(r -> !r.isPassed()).count();
        out.println(results.size() + " tests, " + failed + " failed");
    }

    private static TestResult named(TestResult result, String suffix) {
        return new TestResult(
                result.document(),
                result.name() + suffix,
                result.durationMillis(),
                result.status(),
                result.failures());
    }

    /** Runs all tests in a tier; nothing if the documents do not register. */
    private Optional<List<TestResult>> run(int tier) {
        List<TestResult> results = new ArrayList<>();
        try (IsolatedServer server = server(flags(tier), isolation())) {
            DocumentSet documents = documents(server, arguments);
            ReleasePlan plan = server.serve(documents);
            if (isFailed(plan)) {
                print(plan, err());
                return Optional.empty();
            }
            for (ReleaseChange.Put put : documents.puts()) {
                if (put.read().document() instanceof RouteDocument route) {
                    results.addAll(server.test(route, test -> test.contains(name)));
                }
            }
        }
        return Optional.of(results);
    }

    private Map<String, String> flags(int tier) {
        Map<String, String> flags = new HashMap<>();
        flags.put("http.validate_responses", "true");
        flags.put(
                "engine.tiering.mode",
                switch (tier) {
                    case 0 -> "interpret";
                    case 1, 2 -> "compile";
                    default ->
                            throw new CommandLine.ParameterException(
                                    self.commandLine(), "There is no tier " + tier);
                });
        if (!usesDatabases) {
            flags.put(
                    "databases.default.url",
                    "jdbc:sqlite:file:tiercel-test?mode=memory&cache=shared");
        }
        return flags;
    }

    private IsolatedServer.Isolation isolation() {
        try {
            return new IsolatedServer.Isolation(
                    System.getenv(),
                    Optional.ofNullable(seed),
                    Optional.ofNullable(now).map(text -> OffsetDateTime.parse(text).toInstant()),
                    allowsNetwork);
        } catch (DateTimeParseException e) {
            throw new CommandLine.ParameterException(
                    self.commandLine(), "--now is no date and time: " + now, e);
        }
    }
}
