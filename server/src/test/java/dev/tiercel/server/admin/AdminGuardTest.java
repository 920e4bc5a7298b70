package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may use the admin API. */
class AdminGuardTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String HELLO = "path: /hello\nmethod: GET\nlogic: [{return: 1}]\n";

    @Test
    @DisplayName("ADM-2: with a token every admin request needs it")
    void tokenIsNeeded() {
        try (RunningServer server =
                RunningServer.configured("admin: {token: secret-token}\n", HELLO)) {
            RawAnswer without = server.get(ROUTES);
            RawAnswer wrong = server.get(ROUTES, "Authorization: Bearer secret-tokem");
            RawAnswer longer = server.get(ROUTES, "Authorization: Bearer secret-token2");
            RawAnswer basic = server.get(ROUTES, "Authorization: Basic secret-token");

            assertThat(without.status()).isEqualTo(401);
            assertThat(without.member("code")).isEqualTo("UNAUTHORIZED");
            assertThat(without.header("WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"tiercel-admin\"");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(longer.status()).isEqualTo(401);
            assertThat(basic.status()).isEqualTo(401);
            assertThat(server.get(ROUTES, "Authorization: Bearer secret-token").status())
                    .isEqualTo(200);
            assertThat(server.get("/hello").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("ADM-34: health and readiness need no token")
    void healthIsOpen() {
        try (RunningServer server =
                RunningServer.configured("admin: {token: secret-token}\n", HELLO)) {
            assertThat(server.get("/health").body()).isEqualTo("OK");
            assertThat(server.get("/health", "Accept: application/json").body())
                    .isEqualTo("{\"status\":\"ok\"}");
            assertThat(server.get("/ready").body())
                    .isEqualTo(
                            "{\"status\":\"ready\",\"release\":1,\"routes\":1,\"quarantined\":0}");
        }
    }

    @Test
    @DisplayName("ADM-3: without a token a foreign Host is refused, so that no name can be rebound")
    void foreignHostIsRefused() {
        try (RunningServer server = RunningServer.with(HELLO)) {
            RawAnswer foreign =
                    server.send("GET " + ROUTES + " HTTP/1.1", "Host: evil.example:3000");

            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.member("code")).isEqualTo("FORBIDDEN");
            for (String host :
                    new String[] {"localhost", "localhost:9", "127.0.0.1:1", "[::1]:3"}) {
                assertThat(server.send("GET " + ROUTES + " HTTP/1.1", "Host: " + host).status())
                        .isEqualTo(200);
            }
            assertThat(server.send("GET /hello HTTP/1.1", "Host: evil.example").status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("ADM-3: a foreign Origin is refused, an allowed one gets CORS headers")
    void originsAreChecked() {
        try (RunningServer server =
                RunningServer.configured(
                        "admin: {allowed_origins: [\"https://console.example\"]}\n", HELLO)) {
            String own = "Origin: http://127.0.0.1:" + server.port();

            RawAnswer foreign = server.get(ROUTES, "Origin: https://evil.example");
            RawAnswer allowed = server.get(ROUTES, "Origin: https://console.example");

            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.hasHeader("Access-Control-Allow-Origin")).isFalse();
            assertThat(allowed.status()).isEqualTo(200);
            assertThat(allowed.header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://console.example");
            assertThat(
                            server.send(
                                            "GET " + ROUTES + " HTTP/1.1",
                                            "Host: 127.0.0.1:" + server.port(),
                                            own)
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("ADM-3: a preflight of an allowed origin needs no token")
    void preflightNeedsNoToken() {
        try (RunningServer server =
                RunningServer.configured(
                        "admin: {token: t, allowed_origins: [\"https://console.example\"]}\n")) {
            RawAnswer answer =
                    server.request(
                            "OPTIONS",
                            ROUTES,
                            "",
                            "Origin: https://console.example",
                            "Access-Control-Request-Method: POST");

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Methods"))
                    .isEqualTo("GET, HEAD, POST, OPTIONS");
            assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization");
        }
    }

    @Test
    @DisplayName("ADM-4, HTTP-9: another method on an admin path is 405, an unknown path 404")
    void unknownPathsAreRefused() {
        try (RunningServer server = RunningServer.with()) {
            RawAnswer method = server.request("PATCH", ROUTES, "");

            assertThat(method.status()).isEqualTo(405);
            assertThat(method.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
            assertThat(server.get("/api/v1/engine/nothing").status()).isEqualTo(404);
            assertThat(server.get("/_tiercel/x").status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("CFG-11: an address open to others needs a token or the flag")
    void exposedAddressNeedsAToken() {
        Assertions.assertThatThrownBy(() -> RunningServer.configured("server: {host: 0.0.0.0}\n"))
                .hasMessageContaining("admin.token")
                .hasMessageContaining("--insecure-admin");
    }

    @Test
    @DisplayName("ADM-34: metrics need the token only if told so")
    void metricsNeedTheTokenIfToldSo() {
        try (RunningServer server = RunningServer.configured("admin: {token: t}\n")) {
            assertThat(server.get("/metrics").status()).isEqualTo(200);
        }
        try (RunningServer server =
                RunningServer.configured("admin: {token: t}\nmetrics: {require_token: true}\n")) {
            assertThat(server.get("/metrics").status()).isEqualTo(401);
            assertThat(server.get("/metrics", "Authorization: Bearer t").status()).isEqualTo(200);
        }
    }
}
