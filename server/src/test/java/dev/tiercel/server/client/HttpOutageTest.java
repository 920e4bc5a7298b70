package dev.tiercel.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.server.client.ScriptedPeer.After;
import dev.tiercel.server.client.ScriptedPeer.Answer;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that stop in the middle, start again, or close connections: the error is the specified
 * one, the pool recovers, nothing hangs, and no effect is repeated.
 */
class HttpOutageTest {
    private static HttpClient client;
    private static LogicRun logic;

    @BeforeAll
    static void start() {
        client =
                new HttpClient(
                        new ServerConfig.HttpClient(
                                List.of("*"),
                                List.of(),
                                Duration.ofSeconds(2),
                                10_000,
                                "Tiercel/test"),
                        HttpClientMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(client));
    }

    @AfterAll
    static void stop() {
        logic.close();
        client.close();
    }

    private static String run(ScriptedPeer peer, String method, String path) {
        LogicRun.Outcome outcome =
                logic.run(
                        TieringMode.COMPILE,
                        "- http: {url: '%s', method: %s}\n- get: http_response.body"
                                .formatted(peer.url(path), method));
        if (outcome.error() == null) {
            return outcome.body();
        }
        String phase =
                String.valueOf(outcome.error().data()).contains("connect") ? "connect" : "transfer";
        return outcome.status()
                + " "
                + outcome.code()
                + " "
                + phase
                + (outcome.error().isRetryable() ? " retryable" : "");
    }

    /** Answers the first request of each connection, and closes it under the next one. */
    private static ScriptedPeer closing(Answer answer) {
        return ScriptedPeer.start(request -> request.turn() == 1 ? Answer.ok("ok") : answer);
    }

    @Test
    @DisplayName("OP-17: a server that stops in an answer is an error; it is used when it is back")
    void recovers() {
        try (ScriptedPeer peer =
                ScriptedPeer.start(request ->
                        request.path().equals("/stop")
                                ? Answer.part("abc", After.STOPS)
                                : Answer.ok("ok"))) {
            for (String method : List.of("GET", "POST", "PUT")) {
                String retryable = method.equals("POST") ? "" : " retryable";
                assertThat(run(peer, method, "/before")).isEqualTo("\"ok\"");
                assertThat(run(peer, method, "/stop"))
                        .isEqualTo("502 HTTP_ERROR transfer" + retryable);
                for (int i = 0; i < 3; i++) {
                    assertThat(run(peer, method, "/gone"))
                            .isEqualTo("502 HTTP_ERROR connect retryable");
                }
                peer.restart();
                assertThat(run(peer, method, "/after")).isEqualTo("\"ok\"");
            }
            assertThat(peer.received().stream().map(line -> line.substring(2)))
                    .containsExactly(
                            "GET /before",
                            "GET /stop",
                            "GET /after",
                            "POST /before",
                            "POST /stop",
                            "POST /after",
                            "PUT /before",
                            "PUT /stop",
                            "PUT /after");
        }
    }

    @Test
    @DisplayName("OP-17: a server that stops under many requests breaks each of them, once")
    void breaksParallelRequests() {
        try (ScriptedPeer peer =
                ScriptedPeer.start(request ->
                        switch (request.path()) {
                            case "/5" -> Answer.part("", After.STOPS);
                            case "/ok" -> Answer.ok("ok");
                            default -> Answer.part("abc", After.STAYS);
                        })) {
            String steps =
                    """
                    - parallel:
                        on_error: collect
                        for_each: "{{ range(1, 6) }}"
                        as: n
                        do: [{http: {url: "%s/{{ n }}", method: POST, body: x}}]
                    - return: "{{ map(parallel_errors, 'error.code') }}"
                    """;
            assertThat(logic.run(TieringMode.COMPILE, steps.formatted(peer.url(""))).body())
                    .isEqualTo(
                            "[\"HTTP_ERROR\",\"HTTP_ERROR\",\"HTTP_ERROR\",\"HTTP_ERROR\",\"HTTP_ERROR\"]");

            peer.restart();
            assertThat(run(peer, "POST", "/ok")).isEqualTo("\"ok\"");
            assertThat(peer.received().stream().filter(line -> line.endsWith("/ok"))).hasSize(1);
            assertThat(peer.received()).hasSizeLessThanOrEqualTo(6).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    @DisplayName(
            "OP-17: a kept connection that closes unanswered is replaced, if nothing is done twice")
    void replacesClosedConnections(String method) {
        try (ScriptedPeer peer = closing(Answer.none(After.CLOSES))) {
            assertThat(run(peer, method, "/a")).isEqualTo("\"ok\"");
            assertThat(run(peer, method, "/b")).isEqualTo("\"ok\"");

            assertThat(peer.received())
                    .containsExactly(
                            "1 " + method + " /a", "1 " + method + " /b", "2 " + method + " /b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    @DisplayName("OP-17: a request that might be done twice is not sent twice")
    void doesNotRepeatEffects(String method) {
        try (ScriptedPeer peer = closing(Answer.none(After.CLOSES))) {
            assertThat(run(peer, method, "/a")).isEqualTo("\"ok\"");
            assertThat(run(peer, method, "/b")).isEqualTo("502 HTTP_ERROR transfer");

            assertThat(peer.received())
                    .containsExactly("1 " + method + " /a", "1 " + method + " /b");
        }
    }

    @Test
    @DisplayName("OP-17: a new connection that closes unanswered is an error at once")
    void reportsNewConnections() {
        try (ScriptedPeer peer = ScriptedPeer.start(_ -> Answer.none(After.CLOSES))) {
            assertThat(run(peer, "GET", "/a")).isEqualTo("502 HTTP_ERROR transfer retryable");

            assertThat(peer.received()).containsExactly("1 GET /a");
        }
    }

    @Test
    @DisplayName("OP-17: a connection that speaks something else from now on is not used again")
    void leavesSwitchedConnections() {
        Answer switched =
                new Answer(
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
                        After.STAYS);
        try (ScriptedPeer peer =
                ScriptedPeer.start(
                        request -> request.path().equals("/a") ? switched : Answer.ok("ok"))) {
            assertThat(run(peer, "POST", "/a")).isEqualTo("null");
            assertThat(run(peer, "POST", "/b")).isEqualTo("\"ok\"");

            assertThat(peer.received()).containsExactly("1 POST /a", "2 POST /b");
        }
    }

    @Test
    @DisplayName("OP-17: only one more connection is tried")
    void triesOnce() {
        try (ScriptedPeer peer =
                ScriptedPeer.start(request ->
                        request.path().equals("/a")
                                ? Answer.ok("ok")
                                : Answer.none(After.CLOSES))) {
            assertThat(run(peer, "GET", "/a")).isEqualTo("\"ok\"");
            assertThat(run(peer, "GET", "/b")).isEqualTo("502 HTTP_ERROR transfer retryable");

            assertThat(peer.received()).containsExactly("1 GET /a", "1 GET /b", "2 GET /b");
        }
    }

    @Test
    @DisplayName("OP-17: an answer that has begun is not asked for again")
    void keepsBegunAnswers() {
        try (ScriptedPeer peer = closing(Answer.part("abc", After.CLOSES))) {
            assertThat(run(peer, "GET", "/a")).isEqualTo("\"ok\"");
            assertThat(run(peer, "GET", "/b")).isEqualTo("502 HTTP_ERROR transfer retryable");

            assertThat(peer.received()).containsExactly("1 GET /a", "1 GET /b");
        }
    }
}
