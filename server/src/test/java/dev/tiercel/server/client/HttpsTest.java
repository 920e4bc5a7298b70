package dev.tiercel.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.RunningServer;
import dev.tiercel.server.http.TestCertificate;
import dev.tiercel.server.logic.FaultyProxy;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing requests over TLS, with HTTP/2 where the server offers it. */
class HttpsTest {
    private static final TieringMode TIER = TieringMode.COMPILE;
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String[] ROUTES = {
        "{path: /hello, method: GET, logic: [{return: hello}]}",
        "{path: /slow, method: GET, logic: [{sleep: 300}, {return: slow}]}",
        "{path: /slow, method: POST, logic: [{sleep: 300}, {return: slow}]}",
        "{path: /echo, method: POST, logic: [{return: '{{ body }}'}]}",
        "{path: /seen, method: GET, logic: [{return:"
                + " '{{ [headers.host, headers.authorization, headers.cookie] }}'}]}"
    };

    @TempDir static Path directory;

    private static RunningServer server;
    private static FaultyProxy proxy;
    private static HttpClient client;
    private static LogicRun logic;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory, "EC", "here");
        certificate.write(directory.resolve("cert.pem"), directory.resolve("key.pem"));
        String configuration =
                "server: {tls: {cert_file: \"DIR/cert.pem\", key_file: \"DIR/key.pem\"}}"
                        .replace("DIR", directory.toString());
        server = RunningServer.configured(configuration, ROUTES);
        proxy = FaultyProxy.to(server.port());
        System.setProperty(TRUST_STORE, certificate.store().toString());
        System.setProperty(TRUST_STORE + "Password", TestCertificate.PASSWORD);
        client =
                new HttpClient(
                        new ServerConfig.HttpClient(
                                List.of("*"),
                                List.of(),
                                Duration.ofSeconds(5),
                                10_000,
                                "Tiercel/test"),
                        HttpClientMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(client));
    }

    @AfterAll
    static void stop() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
        logic.close();
        client.close();
        proxy.close();
        server.close();
    }

    private static String body(String operation) {
        LogicRun.Outcome outcome =
                logic.run(
                        TIER,
                        "- http: "
                                + operation.replace("BASE", "https://localhost:" + proxy.port())
                                + "\n- get: http_response.body");
        assertThat(outcome.error()).as(outcome.body()).isNull();
        return outcome.body();
    }

    @Test
    @DisplayName("Requests and bodies over TLS")
    void sends() {
        assertThat(body("BASE/hello")).isEqualTo("\"hello\"");
        assertThat(body("{url: BASE/echo, method: POST, body: {a: [1, \"ü\"]}}"))
                .isEqualTo("{\"a\":[1,\"ü\"]}");
        assertThat(body("{url: BASE/seen, headers: {Authorization: a, Cookie: b}}"))
                .isEqualTo("[\"localhost:" + proxy.port() + "\",\"a\",\"b\"]");
    }

    @Test
    @DisplayName("HTTP/2 by ALPN: requests at the same time share two connections")
    void sharesConnections() {
        String steps =
                """
                - parallel:
                    for_each: "{{ range(0, 40) }}"
                    as: n
                    do: [{http: "BASE/slow"}, {get: http_response.body}]
                - return: "{{ unique(parallel_result) }}"
                """;
        int before = proxy.connections();

        assertThat(
                        logic.run(TIER, steps.replace("BASE", "https://localhost:" + proxy.port()))
                                .body())
                .isEqualTo("[\"slow\"]");

        assertThat(proxy.connections() - before).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("OP-17: a certificate for another name is a failure to connect")
    void refusesOtherNames() {
        ErrorValue error =
                logic.run(TIER, "- http: https://127.0.0.1:" + server.port() + "/hello").error();

        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo("HTTP_ERROR");
        assertThat(error.isRetryable()).isTrue();
        assertThat(String.valueOf(error.data())).contains("connect");
        assertThat(error.message())
                .isEqualTo(
                        "No connection: Failed to create SSL connection: No subject alternative"
                                + " names matching IP address 127.0.0.1 found");
    }

    @Test
    @DisplayName("OP-17: a connection that breaks is an error, and the next request has another")
    void recovers() {
        assertThat(body("BASE/hello")).isEqualTo("\"hello\"");
        String broken =
                """
                - parallel:
                    on_error: collect
                    tasks:
                      - [{http: {url: "BASE/slow", method: POST}}]
                - return: "{{ parallel_errors[0].error.code }}"
                """;
        Thread cutting =
                Thread.ofVirtual()
                        .start(() -> {
                            while (server.server().requestsInFlight() == 0) {
                                Thread.onSpinWait();
                            }
                            proxy.cut();
                        });

        assertThat(
                        logic.run(TIER, broken.replace("BASE", "https://localhost:" + proxy.port()))
                                .body())
                .isEqualTo("\"HTTP_ERROR\"");

        assertThat(cutting.isInterrupted()).isFalse();
        assertThat(body("BASE/hello")).isEqualTo("\"hello\"");
    }

    @Test
    @DisplayName("OP-17: plain text where TLS is expected is a failure to connect")
    void refusesPlainServers() {
        try (RunningServer plain = RunningServer.with(ROUTES[0])) {
            assertThat(logic.run(TIER, "- http: https://localhost:" + plain.port() + "/").code())
                    .isEqualTo("HTTP_ERROR");
        }
    }
}
