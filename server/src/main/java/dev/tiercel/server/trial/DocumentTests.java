package dev.tiercel.server.trial;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RouteTest;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.server.input.NodeValues;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs the tests of routes against a server that serves them (CFG-22). */
public final class DocumentTests {
    private final LocalClient client;
    private final Consumer<Optional<Instant>> beginning;

    /**
     * @param beginning is told before each test where the clock of the server stands; nothing for
     *     the usual one
     */
    public DocumentTests(LocalClient client, Consumer<Optional<Instant>> beginning) {
        this.client = client;
        this.beginning = beginning;
    }

    /** Runs the tests of a route whose names are wanted. */
    public List<TestRun> run(RouteDocument route, Predicate<String> isWanted) {
        List<TestRun> results = new ArrayList<>();
        for (RouteTest test : route.options().tests()) {
            if (isWanted.test(test.name())) {
                results.add(run(route, test));
            }
        }
        return results;
    }

    /** Sends the request of a test. */
    public LocalClient.Answer send(RouteDocument route, RouteTest test) {
        beginning.accept(test.now().map(DocumentTests::instant));
        return client.send(request(route, test));
    }

    private TestRun run(RouteDocument route, RouteTest test) {
        long start = System.nanoTime();
        Optional<LocalClient.Answer> answer = Optional.empty();
        List<TestResult.Failure> failures;
        try {
            LocalClient.Answer received = send(route, test);
            answer = Optional.of(received);
            failures = Comparison.of(test.expect(), received);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            failures =
                    List.of(
                            new TestResult.Failure(
                                    "/request", "null", quoted(String.valueOf(e.getMessage()))));
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        int status = answer.map(LocalClient.Answer::status).orElse(0);
        return new TestRun(
                new TestResult(route.name(), test.name(), millis, status, failures), answer);
    }

    private static LocalClient.Request request(RouteDocument route, RouteTest test) {
        Map<String, String> headers = new LinkedHashMap<>();
        test.headers()
                .map(Node.Mapping::entries)
                .orElse(List.of())
                .forEach(e -> headers.put(e.key(), text(e.value())));
        Optional<String> body = test.body().map(DocumentTests::text);
        boolean isJson = test.body().filter(n -> !(NodeValues.of(n) instanceof String)).isPresent();
        if (isJson && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
        return new LocalClient.Request(
                test.method().orElse(route.method()).toUpperCase(Locale.ROOT),
                test.path().orElse(route.path().pattern()) + query(test.query()),
                headers,
                body);
    }

    private static String query(Optional<Node.Mapping> query) {
        StringJoiner text = new StringJoiner("&", "?", "").setEmptyValue("");
        for (Node.Entry entry : query.map(Node.Mapping::entries).orElse(List.of())) {
            List<Node> values =
                    entry.value() instanceof Node.Sequence list
                            ? list.items()
                            : List.of(entry.value());
            values.forEach(value -> text.add(encoded(entry.key()) + "=" + encoded(text(value))));
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(Node node) {
        return NodeValues.of(node) instanceof String text ? text : json(node);
    }

    private static String json(Node node) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(NodeValues.of(node));
        return buffer.text();
    }

    private static String quoted(String text) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(text);
        return buffer.text();
    }

    private static Instant instant(String text) {
        String iso = text.replace(' ', 'T').replace('t', 'T').replace('z', 'Z');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeParseException e) {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
    }
}
