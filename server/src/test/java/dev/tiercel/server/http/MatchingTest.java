package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods over the socket (http.md, sections 2 and 3). */
class MatchingTest {
    private static final String ROUTES =
            """
            path: /users/me
            method: GET
            logic: [{return: {to: me}}]
            ---
            path: /users/:id
            method: GET
            logic: [{return: {to: one, id: "{{ params.id }}"}}]
            ---
            path: /users/*rest
            method: GET
            logic: [{return: {to: rest, rest: "{{ params.rest }}"}}]
            ---
            path: /users/me
            method: PUT
            logic: [{return: {to: put}}]
            ---
            path: /:a/x
            method: DELETE
            logic: [{return: {to: x, a: "{{ params.a }}"}}]
            ---
            path: /users/:id
            method: DELETE
            logic: [{return: {to: delete}}]
            ---
            path: /disabled
            method: GET
            enabled: false
            logic: [{return: 1}]
            ---
            path: /length
            method: GET
            logic: [{return: {value: abc, raw: true, headers: {X-Own: "1"}}}]
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

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET /users/me {\"to\":\"me\"}",
                "GET /users/ME {\"to\":\"one\",\"id\":\"ME\"}",
                "GET /users/7 {\"to\":\"one\",\"id\":\"7\"}",
                "GET /users/7/x {\"to\":\"rest\",\"rest\":\"7/x\"}",
                "GET /users/me/ {\"to\":\"rest\",\"rest\":\"me/\"}",
                "GET /users/a%2Fb {\"to\":\"one\",\"id\":\"a/b\"}",
                "GET /users/%C3%A4 {\"to\":\"one\",\"id\":\"ä\"}",
                "GET /users/m%65 {\"to\":\"me\"}",
                "GET /users/a+b {\"to\":\"one\",\"id\":\"a+b\"}",
                "DELETE /users/x {\"to\":\"delete\"}",
                "DELETE /orders/x {\"to\":\"x\",\"a\":\"orders\"}"
            })
    @DisplayName("HTTP-3, HTTP-6, HTTP-7: the most specific route of the method answers")
    void mostSpecificRouteAnswers(String method, String path, String expected) {
        RawAnswer answer = server.request(method, path, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/users", "/disabled", "/users//me/x/", "/Users/me"})
    @DisplayName("HTTP-8, ERR-18: no match is 404 with the exact text")
    void noMatch(String path) {
        RawAnswer answer = server.get(path.equals("/users//me/x/") ? "/nowhere//" : path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.member("error")).isEqualTo("Not Found");
        assertThat(answer.member("message"))
                .isEqualTo(
                        "No route found for GET "
                                + (path.equals("/users//me/x/") ? "/nowhere//" : path));
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/%", "/users/%4", "/users/%zz", "/users/%ff", "/users/%C3"})
    @DisplayName("HTTP-3: an invalid escape or no UTF-8 is 400 INVALID_REQUEST")
    void malformedPaths(String path) {
        RawAnswer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("code")).isEqualTo("INVALID_REQUEST");
    }

    @Test
    @DisplayName(
            "HTTP-5, HTTP-9: GET / is not greeted where a route of another method has that path")
    void rootOfAnotherMethod() {
        try (RunningServer own =
                RunningServer.with("path: /\nmethod: POST\nlogic: [{return: posted}]\n")) {
            assertThat(own.request("POST", "/", "").body()).isEqualTo("\"posted\"");
            assertThat(own.get("/").status()).isEqualTo(405);
            assertThat(own.get("/").header("Allow")).isEqualTo("POST, OPTIONS");
        }
    }

    @Test
    @DisplayName("HTTP-5: GET / answers unless a route has that path")
    void root() {
        RawAnswer answer = server.get("/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Hello, World!");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(server.request("POST", "/", "").status()).isEqualTo(404);
        try (RunningServer other =
                RunningServer.with("{path: /, method: GET, logic: [{return: own}]}")) {
            assertThat(other.get("/").body()).isEqualTo("\"own\"");
        }
    }

    @Test
    @DisplayName("HTTP-9: a path of other methods is 405 with Allow")
    void methodNotAllowed() {
        RawAnswer answer = server.request("POST", "/users/me", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.member("code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow").split(", "))
                .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "DELETE", "OPTIONS");
        assertThat(server.request("BREW", "/users/me", "").status()).isEqualTo(405);
    }

    @Test
    @DisplayName("HTTP-10: HEAD has status and headers of GET and no body")
    void head() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send("HEAD /length HTTP/1.1\r\nHost: a\r\n\r\n");
            RawAnswer answer = connection.answerToHead();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).isEqualTo("3");
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(answer.header("X-Own")).isEqualTo("1");
            connection.send("GET /users/me HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.answer().body()).isEqualTo("{\"to\":\"me\"}");
        }
        assertThat(server.request("HEAD", "/nowhere", "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("HTTP-11: OPTIONS on a known path is 204, on an unknown one 404")
    void options() {
        RawAnswer answer = server.request("OPTIONS", "/length", "");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.hasHeader("Content-Type")).isFalse();
        assertThat(server.request("OPTIONS", "/nowhere", "").status()).isEqualTo(404);
    }
}
