package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CORS over the socket (http.md, section 7). */
class CorsTest {
    private static final String ROUTE =
            """
            path: /a
            method: POST
            auth_required: true
            rate_limit: 1
            logic: [{return: 1}]
            ---
            path: /open
            method: GET
            logic: [{return: 1}]
            ---
            path: /own
            method: GET
            logic: [{return: {value: 1, headers: {Access-Control-Allow-Origin: "https://own"}}}]
            """;

    @Test
    @DisplayName("HTTP-21: by default every answer, also an error, is open to any origin")
    void anyOrigin() {
        try (RunningServer server = RunningServer.with(ROUTE)) {
            assertThat(server.get("/open").header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(server.get("/none").header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(server.get("/%").header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(server.send("GET /open HTTP/1.1").header("Access-Control-Allow-Origin"))
                    .isEqualTo("*");
        }
    }

    @Test
    @DisplayName("HTTP-21: a listed origin is echoed, another gets no header")
    void listedOrigins() {
        String configuration =
                """
                http:
                  cors:
                    allowed_origins: ["https://a.example", "https://b.example"]
                    allow_credentials: true
                    allowed_headers: [X-A]
                """;
        try (RunningServer server = RunningServer.configured(configuration, ROUTE)) {
            RawAnswer listed = server.get("/open", "Origin: https://b.example");
            RawAnswer other = server.get("/open", "Origin: https://c.example");

            assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo("https://b.example");
            assertThat(listed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(listed.header("Vary")).isEqualTo("Origin");
            assertThat(other.hasHeader("Access-Control-Allow-Origin")).isFalse();
            assertThat(other.header("Vary")).isEqualTo("Origin");
            RawAnswer preflight =
                    server.request(
                            "OPTIONS",
                            "/open",
                            "",
                            "Origin: https://a.example",
                            "Access-Control-Request-Method: GET",
                            "Access-Control-Request-Headers: x-a, x-b");
            assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("x-a");
        }
    }

    @Test
    @DisplayName("HTTP-22: a preflight involves no logic, authentication or rate limit")
    void preflight() {
        try (RunningServer server = RunningServer.with(ROUTE)) {
            for (int i = 0; i < 3; i++) {
                RawAnswer answer =
                        server.request(
                                "OPTIONS",
                                "/a",
                                "",
                                "Origin: https://a.example",
                                "Access-Control-Request-Method: POST",
                                "Access-Control-Request-Headers: X-A, Content-Type");

                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
                assertThat(answer.header("Access-Control-Allow-Methods"))
                        .isEqualTo("POST, OPTIONS");
                assertThat(answer.header("Access-Control-Allow-Headers"))
                        .isEqualTo("X-A, Content-Type");
                assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
            }
        }
    }

    @Test
    @DisplayName("HTTP-23: a header of the return wins")
    void ownHeaderWins() {
        try (RunningServer server = RunningServer.with(ROUTE)) {
            assertThat(server.get("/own").header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://own");
        }
    }
}
