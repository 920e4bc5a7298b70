package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs scenarios of the golden corpus against a server over HTTP, in each mode of the engine. Those
 * with settings of their own, or that wait, are left to {@link GoldenCasesTest}; of the scenarios
 * of one line, one in sixteen.
 */
final class GoldenHttpTest {
    private static final int LINES_SKIPPED = 16;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"interpret", "auto", "compile"})
    void servedDocumentsGiveTheExpectedAnswers(String mode) throws IOException {
        List<String> failures = new ArrayList<>();
        String configuration = "engine: {tiering: {mode: " + mode + "}}\n";

        try (RunningServer server = RunningServer.configured(configuration);
                HttpClient client = HttpClient.newHttpClient()) {
            Client target = new Client(client, "http://127.0.0.1:" + server.port());
            for (Path file : GoldenCasesTest.files()) {
                run(file, target, failures);
            }
        }

        assertThat(failures).isEmpty();
    }

    private static void run(Path file, Client target, List<String> failures) {
        List<Scenario> scenarios =
                GoldenCasesTest.scenarios(file).stream()
                        .filter(GoldenHttpTest::isServable)
                        .toList();
        if (scenarios.isEmpty()) {
            return;
        }
        scenarios.getFirst().earlier().forEach(target::register);
        for (Scenario scenario : scenarios) {
            try {
                target.play(scenario);
            } catch (AssertionError | RuntimeException e) {
                failures.add(file.getFileName() + ":" + scenario.line() + " " + e);
            }
        }
        target.removeAll();
    }

    private static boolean isServable(Scenario scenario) {
        boolean isLine =
                scenario.documents().size() == 1
                        && scenario.visits().stream()
                                .allMatch(visit -> visit.line() == scenario.line());
        boolean isChosen = !isLine || scenario.line() % LINES_SKIPPED == 0;
        boolean waits =
                scenario.documents().stream().anyMatch(text -> text.contains("deadline_ms"))
                        || scenario.visits().stream()
                                .flatMap(visit -> visit.effects().stream().flatMap(List::stream))
                                .anyMatch(effect -> effect.startsWith("sleep"));
        boolean isMixed = scenario.documents().stream().anyMatch(text -> text.contains("\n---"));
        return isChosen && !waits && !isMixed && scenario.settings().equals(CaseSettings.DEFAULTS);
    }

    /** A client of one server. */
    private record Client(HttpClient http, String origin) {
        void play(Scenario scenario) {
            for (int i = 0; i < scenario.documents().size(); i++) {
                HttpAnswer answer = register(scenario.documents().get(i));
                boolean isLast = i == scenario.documents().size() - 1;
                if (isLast && isRefused(scenario)) {
                    checkRefusal(scenario, answer);
                } else {
                    assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
                }
            }
            for (Scenario.Visit visit : scenario.visits()) {
                visit.result().check(send(visit.request()));
            }
        }

        HttpAnswer register(String text) {
            boolean isRoute =
                    text.contains("\npath:")
                            || text.startsWith("logic:")
                            || text.contains("\"path\"");
            String path =
                    text.contains("kind: extension")
                            ? "/api/v1/extensions"
                            : isRoute ? "/api/v1/dynamic-routes" : "/api/v1/global-functions";
            return send(new CaseRequest("POST", path, Map.of(), text));
        }

        /** Puts a document into the place of all that are there. */
        void removeAll() {
            HttpAnswer answer =
                    send(
                            new CaseRequest(
                                    "PUT",
                                    "/api/v1/releases?mode=replace",
                                    Map.of(),
                                    "{\"path\":\"/other\",\"method\":\"GET\",\"response\":1}"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        private static boolean isRefused(Scenario scenario) {
            return scenario.refusal().isPresent()
                    || scenario.errors().filter(errors -> !errors.isEmpty()).isPresent();
        }

        private static void checkRefusal(Scenario scenario, HttpAnswer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            ArrayValue found =
                    (ArrayValue) Objects.requireNonNull(answer.object().get("diagnostics"));
            List<String> codes = new ArrayList<>();
            for (Object finding : found) {
                ObjectValue diagnostic = HttpAnswer.object(finding);
                if ("error".equals(diagnostic.get("severity"))) {
                    codes.add(String.valueOf(diagnostic.get("code")));
                }
            }
            scenario.refusal().ifPresent(code -> assertThat(codes).contains(code));
            scenario.errors()
                    .ifPresent(errors ->
                            assertThat(codes)
                                    .isEqualTo(
                                            errors.stream().map(ExpectedFinding::code).toList()));
        }

        private HttpAnswer send(CaseRequest request) {
            String target = request.target().isEmpty() ? "/case" : request.target();
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create(origin + target))
                            .method(
                                    request.method(),
                                    HttpRequest.BodyPublishers.ofString(request.body()));
            if (!request.body().isEmpty()) {
                builder.header("Content-Type", "application/json");
            }
            request.headers().forEach(builder::header);
            try {
                HttpResponse<String> response =
                        http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
                Map<String, String> headers = new TreeMap<>();
                response.headers()
                        .map()
                        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
                return new HttpAnswer(response.statusCode(), headers, response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
