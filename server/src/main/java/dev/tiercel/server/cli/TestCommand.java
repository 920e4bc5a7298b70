package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.trial.TestResult;
import dev.tiercel.server.trial.TestRun;
import dev.tiercel.server.trial.TierComparison;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
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
final class TestCommand extends Subcommand {
    private static final int COMPILED = 1;
    private static final long COMPARISON_SEED = 1;

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
            description =
                    "Runs every test in each of these tiers, 0, 1, 2, and fails if they differ.")
    private List<Integer> tiers = List.of();

    private TestCommand() {}

    @Override
    int run() {
        List<Integer> wanted = tiers.isEmpty() ? List.of(COMPILED) : tiers;
        String mode = TierFlag.mode(Collections.max(wanted)).orElse("");
        for (int tier : wanted) {
            if (TierFlag.mode(tier).isEmpty()) {
                throw usage("There is no tier " + tier);
            }
        }
        Map<String, String> flags =
                Map.of("engine.tiering.mode", mode, "http.validate_responses", "true");
        try (ServedDocuments served =
                ServedDocuments.start(options(), flags, isolation(), arguments)) {
            if (refuses(served)) {
                return FAILED;
            }
            List<TestResult> results =
                    tiers.isEmpty()
                            ? run(COMPILED, served).stream().map(TestRun::result).toList()
                            : compared(served);
            if (isJson()) {
                out().println(served.report(Optional.of(results)).json());
            } else {
                TestText.print(results, out());
            }
            return results.stream().allMatch(TestResult::isPassed) ? 0 : FAILED;
        }
    }

    private List<TestResult> compared(ServedDocuments served) {
        List<TierComparison.TierRuns> runs = new ArrayList<>();
        for (int tier : tiers) {
            int reached = tier;
            for (RouteDocument route : routes(served)) {
                reached = Math.min(reached, served.server().run(route, tier));
            }
            String label = "tier " + tier + (reached < tier ? ", ran in tier " + reached : "");
            runs.add(new TierComparison.TierRuns(label, run(tier, served)));
        }
        return TierComparison.of(runs);
    }

    private List<TestRun> run(int tier, ServedDocuments served) {
        Terminal terminal = Terminal.current();
        List<TestRun> runs = new ArrayList<>();
        for (RouteDocument route : routes(served)) {
            terminal.progress("tier " + tier + ": " + route.name(), err());
            runs.addAll(served.server().test(route, test -> test.contains(name)));
        }
        terminal.progress("", err());
        return runs;
    }

    private static List<RouteDocument> routes(ServedDocuments served) {
        return served.routes(route -> !route.options().tests().isEmpty());
    }

    /** Returns the environment; tiers are compared with the same chance at the same time. */
    private IsolatedServer.Isolation isolation() {
        boolean isCompared = tiers.size() > 1;
        Optional<Instant> clock =
                now == null
                        ? Optional.of(Instant.now()).filter(_ -> isCompared)
                        : Optional.of(instant(now));
        Optional<Long> chance =
                Optional.ofNullable(seed)
                        .or(() -> Optional.of(COMPARISON_SEED).filter(_ -> isCompared));
        return new IsolatedServer.Isolation(
                System.getenv(), chance, clock, allowsNetwork, usesDatabases);
    }

    private Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw usage("--now is no date and time: " + text);
        }
    }
}
