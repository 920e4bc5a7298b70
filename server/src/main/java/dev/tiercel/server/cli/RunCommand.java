package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import dev.tiercel.server.trial.LocalClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel run}: runs an HTTP route once and prints its answer. */
@CommandLine.Command(
        name = "run",
        description = "Runs an HTTP route once and prints its answer.",
        mixinStandardHelpOptions = true)
final class RunCommand extends Subcommand {
    private static final int ERROR_MIN = 400;
    private static final double NANOS_PER_MILLISECOND = 1e6;

    @CommandLine.Parameters(paramLabel = "<file>", arity = "1")
    private List<Path> files = List.of();

    @CommandLine.Option(names = "--body", paramLabel = "<json|@file>", description = "Body.")
    private @Nullable String body;

    @CommandLine.Option(names = "--method", paramLabel = "<method>", description = "Method.")
    private @Nullable String method;

    @CommandLine.Option(
            names = "--path",
            paramLabel = "<path>",
            description = "Path; chooses among several routes.")
    private @Nullable String path;

    @CommandLine.Option(names = "--query", paramLabel = "<k=v>", description = "Query parameter.")
    private List<String> query = List.of();

    @CommandLine.Option(names = "--header", paramLabel = "<k:v>", description = "Header.")
    private List<String> headers = List.of();

    @CommandLine.Option(names = "--param", paramLabel = "<k=v>", description = "Path parameter.")
    private List<String> params = List.of();

    @CommandLine.Option(names = "--timing", description = "Prints how long the answer took.")
    private boolean withTiming;

    private RunCommand() {}

    @Override
    int run() {
        try (ServedDocuments served =
                ServedDocuments.start(
                        options(),
                        Map.of(),
                        IsolatedServer.Isolation.none(System.getenv()),
                        files)) {
            if (refuses(served)) {
                return FAILED;
            }
            LocalClient.Request request = request(choice(served));
            long start = System.nanoTime();
            LocalClient.Answer answer = send(request, served);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            print(answer, time, served.plan().diagnostics());
            return answer.status() >= ERROR_MIN ? FAILED : 0;
        }
    }

    private LocalClient.Answer send(LocalClient.Request request, ServedDocuments served) {
        try {
            return served.server().send(request);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** Finds the route that the flags mean. */
    private RouteChoice.Target choice(ServedDocuments served) {
        List<RouteDocument> routes = served.routes(route -> !route.isWebSocket());
        try {
            return new RouteChoice(routes, Optional.ofNullable(method), Optional.ofNullable(path))
                    .target(pairs(params, "="));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private LocalClient.Request request(RouteChoice.Target target) {
        Map<String, String> values = new LinkedHashMap<>();
        pairs(headers, ":").forEach((name, value) -> values.put(name.strip(), value.strip()));
        if (body != null && values.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            values.put("Content-Type", "application/json");
        }
        StringJoiner queryText = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String parameter : query) {
            Map.Entry<String, String> pair = pair(parameter, "=");
            queryText.add(
                    RouteChoice.encoded(pair.getKey())
                            + "="
                            + RouteChoice.encoded(pair.getValue()));
        }
        return new LocalClient.Request(
                target.method().toUpperCase(Locale.ROOT),
                target.path() + queryText,
                values,
                Optional.ofNullable(body).map(RunCommand::content));
    }

    private Map<String, String> pairs(List<String> texts, String separator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            Map.Entry<String, String> pair = pair(text, separator);
            pairs.put(pair.getKey(), pair.getValue());
        }
        return pairs;
    }

    private Map.Entry<String, String> pair(String text, String separator) {
        int at = text.indexOf(separator);
        if (at < 1) {
            throw usage("`" + text + "` must be name" + separator + "value");
        }
        return Map.entry(text.substring(0, at), text.substring(at + 1));
    }

    /** Returns a text, or that of the file that it names. */
    static String content(String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        Path file = Path.of(text.substring(1));
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(new IOException(file + " is not text in UTF-8", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(LocalClient.Answer answer, Duration time, List<Diagnostic> findings) {
        double millis = time.toNanos() / NANOS_PER_MILLISECOND;
        if (isJson()) {
            out().println(json(answer, millis, findings));
            return;
        }
        out().println(answer.status());
        answer.headers().forEach((name, value) -> out().println(name + ": " + value));
        out().println();
        out().println(answer.body());
        if (withTiming) {
            err().println(String.format(Locale.ROOT, "%.3f ms", millis));
        }
    }

    private String json(LocalClient.Answer answer, double millis, List<Diagnostic> findings) {
        return JsonText.object(json -> {
            json.field("status", answer.status()).data("headers", answer.headers());
            if (answer.isJson() && isJson(answer.body())) {
                json.rawField("body", answer.body());
            } else {
                json.field("body", answer.body());
            }
            if (withTiming) {
                json.field("time_ms", millis);
            }
            DiagnosticJson.addTo(json, findings);
        });
    }

    /** Says what a text is, which the media type that a route gives it does not. */
    private static boolean isJson(String text) {
        try {
            JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (JsonException _) {
            return false;
        }
    }
}
