package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and documents that are meant to hurt end with their codes, and others are served on. */
class PathologicalInputTest {
    private static final int REQUESTS_OF_EACH = 3;
    private static final int MEBIBYTE = 1 << 20;

    private static final String ROUTES =
            """
            path: /fine
            method: GET
            logic: [{return: fine}]
            ---
            path: /hurt/range
            method: POST
            logic: [{return: "{{ range(0, 1000000000000) }}"}]
            ---
            path: /hurt/repeat
            method: POST
            logic: [{return: "{{ repeat('abc', 9223372036854775807) }}"}]
            ---
            path: /hurt/doubling
            method: POST
            logic:
              - set: {a: abc}
              - while: "length(a) > 0"
                max_iterations: 9223372036854775807
                do: [{set: {a: "{{ a }}{{ a }}"}}]
            ---
            path: /hurt/sort
            method: POST
            logic: [{return: "{{ sort(range(0, 200000), '1 / (x - 199999)') }}"}]
            ---
            path: /hurt/alternation
            method: POST
            logic:
              - set: {pattern: "{{ repeat('(', 150) }}a{{ repeat('|aa)*', 150) }}c"}
              - return: "{{ regex_match(repeat('a', 2000), pattern) }}"
            ---
            path: /hurt/json
            method: POST
            logic: [{return: "{{ json_parse(body) | length }}"}]
            ---
            path: /hurt/recursion
            method: POST
            logic:
              - define_function: {name: f, params: [n], body: [{return: "{{ f(n + 1) }}"}]}
              - return: "{{ f(0) }}"
            ---
            path: /hurt/predicates
            method: POST
            logic:
              - define_function: {name: f, params: [n], body: [{return: "{{ map([n], 'f(x + 1)') }}"}]}
              - return: "{{ f(0) }}"
            ---
            path: /hurt/loop
            method: POST
            logic: [{while: "true", max_iterations: 9223372036854775807, do: [{comment: none}]}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(ROUTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("OP-36: each ends with its code, while other requests are answered")
    void hurtingRequestsEndWhileOthersAreServed() throws Exception {
        Map<String, String> bodyByPath = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "range",
                        "repeat",
                        "doubling",
                        "sort",
                        "alternation",
                        "recursion",
                        "predicates",
                        "loop")) {
            bodyByPath.put("/hurt/" + name, "");
        }
        bodyByPath.put("/hurt/json", "[" + "[],".repeat(MEBIBYTE / 3 - 2) + "[]]");
        bodyByPath.put("/hurt/json?deep", "[".repeat(MEBIBYTE));
        Map<String, List<Future<RawAnswer>>> answers = new LinkedHashMap<>();
        List<Integer> fine = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REQUESTS_OF_EACH; i++) {
                bodyByPath.forEach((path, body) ->
                        answers.computeIfAbsent(path, _ -> new ArrayList<>())
                                .add(clients.submit(() -> hurt(path, body))));
            }
            boolean isRunning = true;
            while (isRunning) {
                fine.add(server.get("/fine").status());
                isRunning =
                        answers.values().stream().flatMap(List::stream).anyMatch(f -> !f.isDone());
            }
        }

        assertThat(fine).containsOnly(200);
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String path : answers.keySet()) {
            for (Future<RawAnswer> answer : answers.get(path)) {
                outcomes.merge(path, outcome(answer), (a, b) -> a.equals(b) ? a : a + " or " + b);
            }
        }
        assertThat(outcomes)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "/hurt/range", "500 LIMIT_FUEL",
                                "/hurt/repeat", "500 LIMIT_MEMORY",
                                "/hurt/doubling", "500 LIMIT_MEMORY",
                                "/hurt/sort", "500 DIVISION_BY_ZERO",
                                "/hurt/alternation", "200 false",
                                "/hurt/recursion", "500 LIMIT_DEPTH",
                                "/hurt/predicates", "500 LIMIT_DEPTH",
                                "/hurt/loop", "500 LIMIT_FUEL",
                                "/hurt/json", "200 349524",
                                "/hurt/json?deep", "500 JSON_ERROR"));
    }

    @ParameterizedTest(name = "{0} in {1} levels: {3}")
    @CsvSource({
        "(, 100000, ), DOCUMENT_TOO_DEEP",
        "[, 100000, ], DOCUMENT_TOO_DEEP",
        "{a: , 100000, }, DOCUMENT_TOO_DEEP",
        "-, 100000, '', DOCUMENT_TOO_DEEP",
        "{{, 100000, }}, EXPRESSION_SYNTAX"
    })
    @DisplayName("DOC-50: expressions that nest without end are findings")
    void nestedTemplatesAreFindings(String opening, int levels, String closing, String code) {
        String expression = opening.repeat(levels) + "1" + closing.repeat(levels);
        String document =
                """
                {"path": "/nested", "method": "GET", "logic": [{"return": "{{ %s }}"}]}
                """
                        .formatted(expression);

        RawAnswer answer = server.postJson("/api/v1/dynamic-routes", document);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(server.get("/fine").status()).isEqualTo(200);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    @DisplayName("DOC-25: defaults of very many parameters are set in time linear in their number")
    void defaultsOfManyParametersAreSet() {
        String parameters =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "{\"name\":\"p%d\",\"default\":%d}".formatted(i, i))
                        .collect(Collectors.joining(","));
        RawAnswer registered =
                server.postJson(
                        "/api/v1/dynamic-routes",
                        """
                        {"path": "/defaults", "method": "POST", "parameters": [%s],
                         "logic": [{"return": "{{ [body.p0, body.p19999, length(body)] }}"}]}
                        """
                                .formatted(parameters));

        assertThat(registered.status()).isEqualTo(201);
        for (int i = 0; i < 20; i++) {
            assertThat(server.postJson("/defaults", "{\"p0\":\"given\"}").body())
                    .isEqualTo("[\"given\",19999,20000]");
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    @DisplayName("DOC-54: functions that all hand on very many variables are refused, not compiled")
    void tooManyVariablesOfTooManyFunctionsAreRefused() {
        int count = 1_050;
        StringBuilder logic = new StringBuilder("path: /shared\nmethod: GET\nlogic:\n- set:\n");
        IntStream.range(0, count).forEach(i -> logic.append("    v%d: %d\n".formatted(i, i)));
        IntStream.range(0, count - 1)
                .forEach(i ->
                        logic.append(
                                "- define_function: {name: f%d, body: [{return: \"{{ f%d() }}\"}]}\n"
                                        .formatted(i, i + 1)));
        logic.append("- define_function:\n    name: f%d\n    body:\n".formatted(count - 1));
        IntStream.range(0, count).forEach(i -> logic.append("    - get: v%d\n".formatted(i)));
        logic.append("- return: \"{{ f0() }}\"\n");

        RawAnswer refused =
                server.request(
                        "POST",
                        "/api/v1/dynamic-routes",
                        logic.toString(),
                        "Content-Type: application/yaml");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("\"code\":\"DOCUMENT_TOO_LARGE\"")
                .contains("hand each other over more than 1000000 values");
        assertThat(server.get("/shared").status()).isEqualTo(404);
        assertThat(server.get("/fine").status()).isEqualTo(200);
    }

    private static RawAnswer hurt(String path, String body) {
        return server.request("POST", path, body, "Content-Type: text/plain");
    }

    private static String outcome(Future<RawAnswer> answer)
            throws ExecutionException, InterruptedException {
        RawAnswer got = answer.get();
        return got.status() + " " + (got.status() == 200 ? got.body() : got.member("code"));
    }
}
