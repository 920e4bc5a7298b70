package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as they are sent (http.md, sections 8, 11 and 13; errors.md, section 4). */
class AnswerTest {
    private static final String ROUTES =
            """
            path: /envelope
            method: GET
            logic: [{return: {value: {value: 7, status: 404, html: x}}}]
            ---
            path: /status
            method: GET
            logic: [{return: {status: 404, value: null}}]
            ---
            path: /last
            method: GET
            logic: [{set: {x: 5}}]
            ---
            path: /raw
            method: GET
            logic: [{return: {value: "<b>ä</b>", raw: true}}]
            ---
            path: /rawnumber
            method: GET
            logic: [{return: {value: [1, 2.0], raw: true}}]
            ---
            path: /html
            method: GET
            logic: [{return: {value: "<b>", headers: {Content-Type: text/html}}}]
            ---
            path: /typed
            method: GET
            logic: [{return: {value: {a: 1}, headers: {Content-Type: application/vnd.x+json}}}]
            ---
            path: /headers
            method: GET
            logic:
              - return:
                  value: 1
                  headers: {X-N: 5, X-Null: null, X-Many: [a, b], X-Latin: "ä", Date: no,
                            X-Request-Id: no, Server-Timing: own}
            ---
            path: /badheader
            method: GET
            logic: [{return: {value: 1, headers: {X-A: "{{ query.v }}"}}}]
            ---
            path: /badname
            method: GET
            logic: [{return: {value: 1, headers: {"{{ query.n }}": "1"}}}]
            ---
            path: /nothing
            method: GET
            logic: [{return: {value: {a: 1}, status: 204}}]
            ---
            path: /notmodified
            method: GET
            logic: [{return: {value: {a: 1}, status: 304}}]
            ---
            path: /large
            method: GET
            logic: [{return: "{{ repeat('x', number(query.n)) }}"}]
            ---
            path: /encoded
            method: GET
            logic: [{return: {value: "{{ repeat('x', 2000) }}", headers: {Content-Encoding: own}}}]
            ---
            name: failing
            path: /fail/:x
            method: GET
            logic:
              - throw: {message: "Only 2 left", code: "NO STOCK", status: 409, data: {available: 2}}
            ---
            name: dividing
            path: /divide
            method: GET
            logic:
              - return: "{{ 1 / 0 }}"
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        """
                        server:
                          server_timing: true
                          compression: {enabled: true, min_bytes: 1000}
                        """,
                        ROUTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "/envelope|200|{\"value\":7,\"status\":404,\"html\":\"x\"}|application/json",
                "/status|404|null|application/json",
                "/last|200|5|application/json",
                "/raw|200|<b>ä</b>|text/plain; charset=utf-8",
                "/rawnumber|200|[1,2.0]|text/plain; charset=utf-8",
                "/html|200|<b>|text/html",
                "/typed|200|{\"a\":1}|application/vnd.x+json"
            })
    @DisplayName("HTTP-24, HTTP-25, HTTP-26, HTTP-29: value, status, type and length")
    void answers(String path, int status, String body, String type) {
        RawAnswer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        assertThat(answer.hasHeader("Transfer-Encoding")).isFalse();
    }

    @Test
    @DisplayName("HTTP-27, HTTP-40: headers of the return replace added ones, but for three")
    void headers() {
        RawAnswer answer = server.get("/headers");

        assertThat(answer.header("X-N")).isEqualTo("5");
        assertThat(answer.hasHeader("X-Null")).isFalse();
        assertThat(answer.header("X-Many")).isEqualTo("a|b");
        assertThat(answer.header("X-Latin")).isEqualTo("ä");
        assertThat(answer.header("Date")).endsWith("GMT");
        assertThat(answer.header("X-Request-Id")).hasSize(36);
        assertThat(answer.header("Server-Timing")).isEqualTo("own");
        assertThat(answer.hasHeader("Server")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/badheader?v=a%0d%0ab",
        "/badheader?v=%00",
        "/badheader?v=%E2%82%AC",
        "/badname?n=a%20b",
        "/badname?n=Content-Length",
        "/badname?n=connection",
        "/badname?n=Transfer-Encoding"
    })
    @DisplayName("HTTP-27: headers that cannot be sent are INVALID_ARGUMENT")
    void invalidHeaders(String target) {
        RawAnswer answer = server.get(target);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.member("code")).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    @DisplayName("HTTP-28, HTTP-40: 204 and 304 have no body, no type and no length")
    void noBody() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            for (String path : new String[] {"/nothing", "/notmodified"}) {
                connection.send(RawConnection.request("GET", path, ""));
                RawAnswer answer = connection.answerToHead();

                assertThat(answer.status()).isEqualTo(path.equals("/nothing") ? 204 : 304);
                assertThat(answer.hasHeader("Content-Type")).isFalse();
                assertThat(answer.hasHeader("Content-Length")).isFalse();
            }
            connection.send(RawConnection.request("GET", "/last", ""));
            assertThat(connection.answer().body()).isEqualTo("5");
        }
    }

    @Test
    @DisplayName("HTTP-38: textual answers of some size are compressed for those who accept it")
    void compression() throws IOException {
        RawAnswer small = server.get("/large?n=997", "Accept-Encoding: gzip");
        RawAnswer large = server.get("/large?n=998", "Accept-Encoding: deflate, gzip;q=0.5");

        assertThat(small.hasHeader("Content-Encoding")).isFalse();
        assertThat(large.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(large.header("Vary")).isEqualTo("Accept-Encoding");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(large.bytes()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("\"" + "x".repeat(998) + "\"");
        }
        for (String accepted : new String[] {"gzip;q=0", "identity", "br"}) {
            RawAnswer plain = server.get("/large?n=2000", "Accept-Encoding: " + accepted);
            assertThat(plain.hasHeader("Content-Encoding")).isFalse();
            assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        }
        assertThat(server.get("/encoded", "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo("own");
    }

    @Test
    @DisplayName("HTTP-40: Server-Timing tells the time of logic and of all")
    void timing() {
        assertThat(server.get("/last").header("Server-Timing"))
                .matches("app;dur=[0-9.]+, total;dur=[0-9.]+");
        assertThat(server.get("/none").header("Server-Timing")).startsWith("app;dur=0.000");
    }

    @Test
    @DisplayName("HTTP-40: the request's own id is used if it is acceptable")
    void requestIds() {
        String longest = "a".repeat(128);

        assertThat(server.get("/last", "X-Request-Id: " + longest).header("X-Request-Id"))
                .isEqualTo(longest);
        for (String other : new String[] {longest + "a", "a b", "a/b", ""}) {
            assertThat(server.get("/last", "X-Request-Id: " + other).header("X-Request-Id"))
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        }
    }

    @Test
    @DisplayName("HTTP-30, ERR-16: an error that leaves the logic")
    void thrown() {
        RawAnswer answer = server.get("/fail/a%20b");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"urn:tiercel:error:NO%20STOCK\","
                                + "\"title\":\"Route execution failed\",\"status\":409,"
                                + "\"detail\":\"Only 2 left\",\"instance\":\"/fail/a b\","
                                + "\"code\":\"NO STOCK\",\"error\":\"Route execution failed\","
                                + "\"message\":\"Only 2 left\",\"request_id\":\""
                                + answer.header("X-Request-Id")
                                + "\",\"data\":{\"available\":2},"
                                + "\"location\":{\"document\":\"failing\",\"line\":65,\"column\":5,"
                                + "\"pointer\":\"/logic/0\"}}");
    }

    @Test
    @DisplayName("ERR-16, ERR-17: what is hidden if the configuration says so")
    void hidden() {
        String configuration = "errors: {expose_location: false, expose_details: false}";
        try (RunningServer discreet = RunningServer.configured(configuration, ROUTES)) {
            RawAnswer divided = discreet.get("/divide");

            assertThat(divided.status()).isEqualTo(500);
            assertThat(divided.member("message")).isEqualTo("Internal error");
            assertThat(divided.member("code")).isEqualTo("DIVISION_BY_ZERO");
            assertThat(divided.body()).doesNotContain("location");
            assertThat(discreet.get("/fail/x").member("message")).isEqualTo("Only 2 left");
        }
        assertThat(server.get("/divide").body())
                .contains("\"location\":{\"document\":\"dividing\"");
    }
}
