package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.load.LoadPlan;
import dev.tiercel.server.load.LoadResult;
import dev.tiercel.server.load.LoadRun;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel bench}: measures a server, or a document in this process (CFG-27). */
@CommandLine.Command(
        name = "bench",
        description = "Sends requests to a server, or to a document served in this process.",
        mixinStandardHelpOptions = true)
final class BenchCommand extends Subcommand {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    @CommandLine.Parameters(paramLabel = "<file|url>", arity = "1")
    private String target = "";

    @CommandLine.Option(names = "--connections", paramLabel = "<n>", description = "Default 64.")
    private int connections = 64;

    @CommandLine.Option(
            names = "--duration",
            paramLabel = "<time>",
            description = "Such as 500ms, 10s, 1m; default 10s.")
    private String duration = "10s";

    @CommandLine.Option(
            names = "--warmup",
            paramLabel = "<time>",
            description = "Before the measurement; default 3s.")
    private String warmup = "3s";

    @CommandLine.Option(
            names = "--rate",
            paramLabel = "<n>",
            description = "Requests per second; without it as many as are answered.")
    private @Nullable Double rate;

    @CommandLine.Option(names = "--body", paramLabel = "<json|@file>", description = "Body.")
    private @Nullable String body;

    @CommandLine.Option(names = "--method", paramLabel = "<method>", description = "Method.")
    private @Nullable String method;

    private BenchCommand() {}

    @Override
    int run() {
        if (target.startsWith("ws:") || target.startsWith("wss:")) {
            throw usage("A WebSocket URL is a gateway, which this version cannot measure");
        }
        return target.startsWith("http:") || target.startsWith("https:")
                ? ofServer()
                : ofDocument();
    }

    private int ofServer() {
        LoadPlan plan = plan(target, "GET");
        try {
            return report(measure(plan), OptionalInt.empty(), List.of());
        } catch (IOException e) {
            return fail(plan.target() + " cannot be reached: " + e.getMessage());
        }
    }

    private int ofDocument() {
        try (ServedDocuments served =
                ServedDocuments.start(
                        options(),
                        Map.of(),
                        IsolatedServer.Isolation.none(System.getenv()),
                        List.of(Path.of(target)))) {
            if (refuses(served)) {
                return FAILED;
            }
            RouteChoice.Target route = choice(served);
            String url = "http://127.0.0.1:" + served.server().port() + route.path();
            LoadResult result = measure(plan(url, route.method()));
            OptionalInt tier = OptionalInt.of(served.server().tier(route.route()));
            return report(result, tier, served.plan().diagnostics());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RouteChoice.Target choice(ServedDocuments served) {
        List<RouteDocument> routes = served.routes(route -> !route.isWebSocket());
        try {
            return new RouteChoice(
                            routes.stream().limit(1).toList(),
                            Optional.ofNullable(method),
                            Optional.empty())
                    .target(Map.of());
        } catch (IllegalArgumentException e) {
            throw usage(
                    routes.isEmpty()
                            ? String.valueOf(e.getMessage())
                            : "The path of the first route has parameters; serve the file and give"
                                    + " a URL");
        }
    }

    private LoadPlan plan(String url, String usualMethod) {
        try {
            return new LoadPlan(
                    URI.create(url),
                    (method == null ? usualMethod : method).toUpperCase(Locale.ROOT),
                    Optional.ofNullable(body).map(RunCommand::content),
                    connections,
                    time("--warmup", warmup),
                    time("--duration", duration),
                    Optional.ofNullable(rate));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private LoadResult measure(LoadPlan plan) throws IOException {
        Terminal terminal = Terminal.current();
        LoadResult result =
                LoadRun.of(
                        plan, left -> terminal.progress(left.toSeconds() + 1 + " s left", err()));
        terminal.progress("", err());
        return result;
    }

    private int report(LoadResult result, OptionalInt tier, List<Diagnostic> findings) {
        if (isJson()) {
            out().println(json(result, tier, findings));
        } else {
            print(result, tier);
        }
        return result.errors() == 0 && result.requests() > 0 ? 0 : FAILED;
    }

    private void print(LoadResult result, OptionalInt tier) {
        LoadResult.Latencies times = result.latencies();
        line("requests", Long.toString(result.requests()));
        line("requests/s", String.format(Locale.ROOT, "%.1f", result.requestsPerSecond()));
        line("p50", millis(times.p50()));
        line("p90", millis(times.p90()));
        line("p99", millis(times.p99()));
        line("p99.9", millis(times.p999()));
        line("max", millis(times.max()));
        line("errors", Long.toString(result.errors()));
        result.countByStatus().forEach((status, n) -> line("status " + status, Long.toString(n)));
        tier.ifPresent(t -> line("tier", Integer.toString(t)));
    }

    private void line(String name, String value) {
        out().println(String.format(Locale.ROOT, "%-12s %s", name, value));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / NANOS_PER_MILLISECOND);
    }

    private static String json(LoadResult result, OptionalInt tier, List<Diagnostic> findings) {
        LoadResult.Latencies times = result.latencies();
        return JsonText.object(json -> {
            json.field("requests", result.requests())
                    .field("requests_per_second", result.requestsPerSecond())
                    .object(
                            "latency_ms",
                            o ->
                                    o.field("p50", times.p50() / NANOS_PER_MILLISECOND)
                                            .field("p90", times.p90() / NANOS_PER_MILLISECOND)
                                            .field("p99", times.p99() / NANOS_PER_MILLISECOND)
                                            .field("p99_9", times.p999() / NANOS_PER_MILLISECOND)
                                            .field("max", times.max() / NANOS_PER_MILLISECOND))
                    .field("errors", result.errors())
                    .object(
                            "statuses",
                            o ->
                                    result.countByStatus()
                                            .forEach((s, n) -> o.field(Integer.toString(s), n)));
            tier.ifPresent(t -> json.field("tier", t));
            DiagnosticJson.addTo(json, findings);
        });
    }
}
