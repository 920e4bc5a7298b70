package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The first step that fails answers (HTTP-1). */
class ProcessingOrderTest {
    private static final String CONFIGURATION =
            """
            auth: {api_keys: [{name: a, key: k1}, {name: b, key: k2}]}
            """;
    private static final String KEY = "X-API-Key: k1";

    @Test
    @DisplayName("HTTP-1: rate limit by address, then authentication")
    void addressLimitComesBeforeAuthentication() {
        String route =
                """
                path: /a
                method: POST
                auth_required: true
                rate_limit: {requests: 2, per: hour}
                logic: [{return: 1}]
                """;
        try (RunningServer server = RunningServer.configured(CONFIGURATION, route)) {
            assertThat(server.request("POST", "/a", "").status()).isEqualTo(401);
            assertThat(server.request("POST", "/a", "").status()).isEqualTo(401);
            assertThat(server.request("POST", "/a", "").status()).isEqualTo(429);
            assertThat(server.request("POST", "/a", "", KEY).status()).isEqualTo(429);
            assertThat(server.request("GET", "/a", "").status())
                    .as("a method that is not allowed comes before both")
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName("HTTP-1: authentication, rate limit by key, body, parameters and schema, logic")
    void keyLimitComesAfterAuthentication() {
        String route =
                """
                path: /a
                method: POST
                auth_required: true
                rate_limit: {requests: 4, per: hour, key: api_key}
                parameters: [{name: n, in: query, type: integer, required: true}]
                schema: {x: {type: string, required: true}}
                logic: [{throw: {message: logic, status: 418}}]
                """;
        try (RunningServer server = RunningServer.configured(CONFIGURATION, route)) {
            assertThat(server.postJson("/a", "{").status()).isEqualTo(401);
            assertThat(server.postJson("/a", "{", KEY).member("code")).isEqualTo("INVALID_JSON");
            assertThat(server.postJson("/a", "{}", KEY).body())
                    .contains("\"name\":\"n\"", "\"pointer\":\"/x\"");
            assertThat(server.postJson("/a?n=1", "{\"x\":\"\"}", KEY).status()).isEqualTo(418);
            assertThat(server.postJson("/a?n=%", "{", KEY).member("code"))
                    .as("the request target is part of the head")
                    .isEqualTo("INVALID_REQUEST");
            assertThat(server.postJson("/a", "{", KEY).member("code")).isEqualTo("INVALID_JSON");
            assertThat(server.postJson("/a", "{", KEY).status()).isEqualTo(429);
            assertThat(server.postJson("/a", "{", "X-API-Key: k2").status()).isEqualTo(400);
        }
    }
}
