package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before a connection is one of a WebSocket route. */
class HandshakeTest {
    private static final String[] UPGRADE = {
        "Connection: keep-alive, Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private static final String WHO =
            """
            name: who
            path: /ws/who
            auth_required: true
            parameters: [{name: n, in: query, type: integer, required: true}]
            ws_options: {max_connections: 1}
            ws_hooks:
              on_connect:
                - return: {user: "{{ connection.user }}", query: "{{ query }}", sub: "{{ request.auth.sub }}"}
              on_message: [{return: "{{ message }}"}]
            """;

    private static final String ROOM =
            """
            name: room
            path: /ws/room/:room
            ws_hooks:
              on_connect: [{return: "{{ params.room }} {{ room }} {{ request.path }}"}]
              on_message: [{return: "{{ length(message) }} {{ params.room }}"}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        """
                        auth: {api_keys: [{name: ada, key: secret}, {name: bob, key: other}]}
                        websocket: {allowed_origins: ["https://a.example"], max_connections_per_ip: 3}
                        """,
                        WHO,
                        ROOM);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("WS-9: the credential may be a query parameter, which logic does not see")
    void takesTheTokenOfTheQuery() {
        try (SocketClient client =
                SocketClient.connect(server.port(), "/ws/who?n=1&access_token=secret")) {
            assertThat(client.next())
                    .isEqualTo("{\"user\":\"ada\",\"query\":{\"n\":1},\"sub\":\"ada\"}");
            assertThat(client.protocol()).isEmpty();
        }
    }

    @Test
    @DisplayName("WS-9: the credential may be a subprotocol; the first other one is chosen")
    void takesTheTokenOfASubprotocol() {
        try (SocketClient client =
                SocketClient.offering(
                        server.port(), "/ws/who?n=1", "bearer.other", "chat.v2", "chat.v1")) {
            assertThat(client.next()).contains("\"user\":\"bob\"");
            assertThat(client.protocol()).isEqualTo("chat.v2");
        }
        try (SocketClient client =
                SocketClient.offering(server.port(), "/ws/who?n=1", "bearer.other")) {
            assertThat(client.next()).contains("\"user\":\"bob\"");
            assertThat(client.protocol()).isEqualTo("bearer.other");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 505, 506, 507, 9000, 40_000})
    @DisplayName("WS-12: messages that come together with the handshake are handled after it")
    void handlesWhatCameWithTheHandshake(int length) {
        byte[] frames = new ClientFrames().text("x".repeat(length)).text("second").toBytes();
        try (RawSocket client = RawSocket.connectSending(server.port(), "/ws/room/early", frames)) {
            assertThat(client.next()).isEqualTo("early early /ws/room/early");
            assertThat(client.next()).isEqualTo(length + " early");
            assertThat(client.next()).isEqualTo("6 early");
        }
    }

    @Test
    @DisplayName("WS-1: no subprotocol is chosen without a token, and no extension ever")
    void choosesNothingElse() {
        RawAnswer answer =
                server.get(
                        "/ws/room/a",
                        UPGRADE[0],
                        UPGRADE[1],
                        UPGRADE[2],
                        UPGRADE[3],
                        "Sec-WebSocket-Protocol: chat",
                        "Sec-WebSocket-Extensions: permessage-deflate");
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(answer.header("sec-websocket-protocol")).isEmpty();
        assertThat(answer.header("sec-websocket-extensions")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WEBSocket | Upgrade",
                "webSOCKET | upgrade",
                "wEbSoCkEt | keep-alive, UPGRADE",
                "websocket | Keep-Alive ,upGrade, other",
                "h2c, WebSocket | Upgrade",
                "WebSocket, other/1 | Upgrade"
            })
    @DisplayName("WS-1: names in Upgrade and Connection are compared without case, in lists too")
    void readsNamesInAnyCase(String upgrade, String connection) {
        RawAnswer answer =
                server.get(
                        "/ws/room/a",
                        "Connection: " + connection,
                        "Upgrade: " + upgrade,
                        UPGRADE[2],
                        UPGRADE[3]);
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        assertThat(answer.header("connection")).isEqualTo("Upgrade");
    }

    @Test
    @DisplayName("WS-1: HTTP/1.0 has no upgrades")
    void upgradesNoOldRequest() {
        RawAnswer answer =
                server.send(
                        "GET /ws/room/a HTTP/1.0", UPGRADE[0], UPGRADE[1], UPGRADE[2], UPGRADE[3]);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"WEBSOCKET_UPGRADE_REQUIRED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/room/a", "/api/ws/room/a"})
    @DisplayName(
            "WS-6: a request without upgrade on a WebSocket path gets 400, wherever it is found")
    void refusesRequestsWithoutUpgrade(String target) {
        RawAnswer answer = server.get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"This route requires WebSocket protocol\"");
        assertThat(server.get("/api/ws/blue").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("WS-1: another version is refused with the one that is spoken")
    void namesTheVersion() {
        RawAnswer answer =
                server.get(
                        "/ws/room/a",
                        UPGRADE[0],
                        UPGRADE[1],
                        UPGRADE[3],
                        "Sec-WebSocket-Version: 8");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        assertThat(answer.body()).contains("\"INVALID_REQUEST\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE=",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j**==",
                "Sec-WebSocket-Key:",
                "X-Other: y"
            })
    @DisplayName("WS-1: a key that is not 16 bytes in base64 is refused")
    void refusesKeys(String key) {
        RawAnswer answer = server.get("/ws/room/a", UPGRADE[0], UPGRADE[1], UPGRADE[2], key);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"INVALID_REQUEST\"");
    }

    @Test
    @DisplayName("WS-9: a header goes before the query; wrong tokens and none get 401")
    void prefersHeaders() {
        try (SocketClient client =
                SocketClient.connect(
                        server.port(),
                        "/ws/who?n=1&access_token=secret",
                        "Authorization",
                        "Bearer other")) {
            assertThat(client.next()).contains("\"user\":\"bob\"");
        }
        assertThat(SocketClient.refusal(server.port(), "/ws/who?n=1&access_token=wrong"))
                .isEqualTo(401);
        assertThat(SocketClient.refusal(server.port(), "/ws/who?n=1")).isEqualTo(401);
    }

    @Test
    @DisplayName("WS-7: origin, limits, authentication, parameters, in this order")
    void checksInOrder() {
        String wrongOrigin = "Origin: https://b.example";
        assertThat(upgrade("/ws/who?n=x", wrongOrigin).body()).contains("\"FORBIDDEN\"");
        try (SocketClient first =
                SocketClient.connect(server.port(), "/ws/who?n=1&access_token=secret")) {
            assertThat(first.next()).contains("ada");
            RawAnswer full = upgrade("/ws/who?n=x");
            assertThat(full.body()).contains("\"OVERLOADED\"");
            assertThat(full.header("retry-after")).isEqualTo("1");
            first.sendClose(1000, "");
            assertThat(first.next()).startsWith("closed: 1000");
        }
        RawAnswer unknown = upgrade("/ws/who?n=x&access_token=nobody");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("content-type")).isEqualTo("application/problem+json");
        assertThat(unknown.header("www-authenticate"))
                .isEqualTo("Bearer realm=\"tiercel\", error=\"invalid_token\"");
        RawAnswer wrong = upgrade("/ws/who?n=x&access_token=secret");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("\"VALIDATION_FAILED\"", "\"n\"");
    }

    @Test
    @DisplayName("WS-5: path parameters are those of the path that was found")
    void readsParametersBelowTheApi() {
        for (String target : new String[] {"/ws/room/blue", "/api/ws/room/blue"}) {
            try (SocketClient client = SocketClient.connect(server.port(), target)) {
                assertThat(client.next()).isEqualTo("blue blue " + target);
            }
        }
        assertThat(SocketClient.refusal(server.port(), "/api/ws/blue")).isEqualTo(404);
    }

    @Test
    @DisplayName("WS-10: an address has as many connections as allowed, and places come free")
    void boundsConnectionsOfAnAddress() {
        try (SocketClient one = SocketClient.connect(server.port(), "/ws/room/a");
                SocketClient two = SocketClient.connect(server.port(), "/ws/room/a")) {
            try (SocketClient three = SocketClient.connect(server.port(), "/ws/room/a")) {
                assertThat(one.next()).isEqualTo(two.next()).isEqualTo(three.next());
                assertThat(SocketClient.refusal(server.port(), "/ws/room/a")).isEqualTo(503);
                three.sendClose(1000, "");
                assertThat(three.next()).startsWith("closed: 1000");
            }
            try (SocketClient next = SocketClient.connect(server.port(), "/ws/room/a")) {
                assertThat(next.next()).isEqualTo("a a /ws/room/a");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schema: {}", "request_schema: {}", "response_schema: {}", "response: x"})
    @DisplayName("WS-3: fields of HTTP routes are unknown")
    void refusesFieldsOfHttpRoutes(String field) {
        assertThatThrownBy(() ->
                        RunningServer.with("name: n\npath: /ws/n\nws_hooks: {}\n" + field + "\n"))
                .hasMessageContaining("UNKNOWN_FIELD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_message_bytes: 65537",
                "queue_messages: 257",
                "queue_bytes: 1048577",
                "write_timeout_ms: 10001",
                "ping_interval_ms: 30001",
                "idle_timeout_ms: 90001",
                "max_connections: 10001",
                "max_message_bytes: 0",
                "queue_policy: drop_newest"
            })
    @DisplayName("WS-31: values above the server's are refused, and those that are none")
    void refusesOptionsBeyondTheServers(String option) {
        String document = "name: n\npath: /ws/n\nws_hooks: {}\nws_options: {" + option + "}\n";
        assertThatThrownBy(() -> RunningServer.with(document))
                .hasMessageContaining("INVALID_VALUE");
    }

    @Test
    @DisplayName("WS-31: options that are switched off, and the greatest ones, are accepted")
    void acceptsOptionsOfTheServer() {
        try (RunningServer other =
                RunningServer.with(
                        """
                        name: n
                        path: /ws/n
                        ws_hooks: {}
                        ws_options:
                          max_message_bytes: 65536
                          queue_messages: 256
                          queue_bytes: 1048576
                          queue_policy: close
                          write_timeout_ms: 10000
                          ping_interval_ms: 0
                          idle_timeout_ms: 0
                          max_connections: 10000
                        """)) {
            assertThat(SocketClient.refusal(other.port(), "/ws/n")).isEqualTo(101);
        }
    }

    private static RawAnswer upgrade(String target, String... headers) {
        String[] all = Arrays.copyOf(UPGRADE, UPGRADE.length + headers.length);
        System.arraycopy(headers, 0, all, UPGRADE.length, headers.length);
        return server.get(target, all);
    }
}
