package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RoutePath.Segment;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.text.JsonText;
import dev.tiercel.server.trial.LocalClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
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
final class RunCommand extends DocumentCommand {
    private static final int ERROR_MIN = 400;

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

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec self = CommandLine.Model.CommandSpec.create();

    private RunCommand() {}

    @Override
    int run() {
        try (IsolatedServer server =
                server(
                        Map.of(),
                        new IsolatedServer.Isolation(
                                System.getenv(), Optional.empty(), Optional.empty(), true))) {
            DocumentSet documents = documents(server, files);
            ReleasePlan plan = server.serve(documents);
            print(plan, err());
            if (isFailed(plan)) {
                return FAILED;
            }
            RouteDocument route = route(documents);
            long start = System.nanoTime();
            LocalClient.Answer answer = server.send(request(route));
            print(answer, Duration.ofNanos(System.nanoTime() - start));
            return answer.status() >= ERROR_MIN ? FAILED : 0;
        }
    }

    private RouteDocument route(DocumentSet documents) {
        List<RouteDocument> routes =
                documents.puts().stream()
                        .map(put -> put.read().document())
                        .filter(RouteDocument.class::isInstance)
                        .map(RouteDocument.class::cast)
                        .filter(route -> !route.isWebSocket())
                        .toList();
        if (path == null && routes.size() != 1) {
            throw usage("The file has " + routes.size() + " HTTP routes; --path chooses one");
        }
        return routes.stream()
                .filter(r -> path == null || r.path().pattern().equals(path))
                .filter(r -> method == null || r.method().equalsIgnoreCase(method))
                .findFirst()
                .or(() -> routes.stream().findFirst())
                .orElseThrow(() -> usage("The file has no HTTP route"));
    }

    private LocalClient.Request request(RouteDocument route) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String header : headers) {
            String[] parts = pair(header, ":");
            values.put(parts[0].strip(), parts[1].strip());
        }
        if (body != null && values.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            values.put("Content-Type", "application/json");
        }
        StringJoiner queryText = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String parameter : query) {
            String[] parts = pair(parameter, "=");
            queryText.add(encoded(parts[0]) + "=" + encoded(parts[1]));
        }
        return new LocalClient.Request(
                (method == null ? route.method() : method).toUpperCase(Locale.ROOT),
                target(route) + queryText,
                values,
                Optional.ofNullable(body).map(RunCommand::content));
    }

    private String target(RouteDocument route) {
        if (path != null && !path.equals(route.path().pattern())) {
            return path;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : params) {
            String[] parts = pair(parameter, "=");
            values.put(parts[0], parts[1]);
        }
        StringBuilder target = new StringBuilder();
        for (Segment segment : route.path().segments()) {
            target.append('/')
                    .append(
                            switch (segment) {
                                case Segment.Literal(var text) -> encoded(text);
                                case Segment.Parameter(var name) -> encoded(value(values, name));
                                case Segment.Wildcard(var name) -> value(values, name);
                            });
        }
        return target.isEmpty() ? "/" : target.toString();
    }

    private String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw usage("The path needs --param " + name + "=…");
        }
        return value;
    }

    private String[] pair(String text, String separator) {
        int at = text.indexOf(separator);
        if (at < 1) {
            throw usage("`" + text + "` must be name" + separator + "value");
        }
        return new String[] {text.substring(0, at), text.substring(at + 1)};
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(self.commandLine(), message);
    }

    private static String content(String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void print(LocalClient.Answer answer, Duration time) {
        if (isJson()) {
            out().println(
                            JsonText.object(json -> {
                                json.field("status", answer.status())
                                        .data("headers", answer.headers());
                                if (answer.isJson() && !answer.body().isEmpty()) {
                                    json.rawField("body", answer.body());
                                } else {
                                    json.field("body", answer.body());
                                }
                                if (withTiming) {
                                    json.field("time_ms", time.toNanos() / 1e6);
                                }
                            }));
            return;
        }
        out().println(answer.status());
        answer.headers().forEach((name, value) -> out().println(name + ": " + value));
        out().println();
        out().println(answer.body());
        if (withTiming) {
            err().println(time.toNanos() / 1e6 + " ms");
        }
    }
}
