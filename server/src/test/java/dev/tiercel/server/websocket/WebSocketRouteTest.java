package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WebSocket routes over sockets, driven by the client of the JDK. */
class WebSocketRouteTest {
    private static final String ECHO =
            """
            name: echo
            path: /ws/echo
            ws_hooks:
              on_message:
                - ws_op: {command: send, message: "Echo: {{ message }}"}
            """;

    private static final String CHAT =
            """
            name: chat
            path: /ws/chat/:room
            ws_hooks:
              on_connect:
                - ws_op: {command: identify, user: "{{ query.user }}"}
                - ws_op: {command: join, channel: "{{ params.room }}"}
                - return: "welcome {{ connection.user }}"
              on_message:
                - switch: "{{ message }}"
                  cases:
                    - value: members
                      do:
                        - ws_op: {command: members, channel: "{{ params.room }}", output_var: all}
                        - return: "{{ all | map('item.user') | join(',') }}"
                    - value: leave
                      do:
                        - ws_op: {command: leave, channel: "{{ params.room }}"}
                        - return: "{{ connection.channels }}"
                    - value: bye
                      do: [{ws_op: {command: close, code: 3001, reason: "as you wish"}}]
                  default:
                    - ws_op:
                        command: broadcast
                        channel: "{{ params.room }}"
                        message: "{{ connection.user }}: {{ message }}"
                        exclude_self: true
                    - return: "{{ ws_result.delivered }}"
              on_disconnect:
                - ws_op:
                    command: broadcast
                    channel: "{{ params.room }}"
                    message: "{{ connection.user }} left with {{ close_code }} {{ close_reason }}"
            """;

    @Test
    @DisplayName("WS-1, WS-4, WS-5: messages are answered at the path and below /api")
    void echoes() {
        try (RunningServer server = RunningServer.with(ECHO)) {
            for (String path : new String[] {"/ws/echo", "/api/ws/echo"}) {
                try (SocketClient client = SocketClient.connect(server.port(), path)) {
                    client.send("hällo");
                    assertThat(client.next()).isEqualTo("Echo: hällo");
                }
            }
            assertThat(SocketClient.refusal(server.port(), "/ws/other")).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("WS-6: a request without upgrade gets 400, one with a wrong handshake too")
    void refusesOtherRequests() {
        try (RunningServer server = RunningServer.with(ECHO)) {
            RawAnswer plain = server.get("/ws/echo");
            assertThat(plain.status()).isEqualTo(400);
            assertThat(plain.body()).contains("WEBSOCKET_UPGRADE_REQUIRED");
            String[] upgrade = {
                "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"
            };
            assertThat(server.get("/ws/echo", upgrade).status()).isEqualTo(400);
            assertThat(
                            server.get(
                                            "/ws/echo",
                                            "Connection: Upgrade",
                                            "Upgrade: websocket",
                                            "Sec-WebSocket-Version: 8",
                                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                                    .status())
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("WS-13, WS-20, WS-21, WS-24 to WS-26: channels, users and members")
    void chats() {
        try (RunningServer server = RunningServer.with(CHAT);
                SocketClient ada = SocketClient.connect(server.port(), "/ws/chat/a?user=ada")) {
            assertThat(ada.next()).isEqualTo("welcome ada");
            try (SocketClient bob = SocketClient.connect(server.port(), "/ws/chat/a?user=bob")) {
                assertThat(bob.next()).isEqualTo("welcome bob");
                ada.send("hi");
                assertThat(bob.next()).isEqualTo("ada: hi");
                assertThat(ada.next()).isEqualTo("1");
                ada.send("members");
                assertThat(ada.next()).isEqualTo("ada,bob");
                bob.send("leave");
                assertThat(bob.next()).isEqualTo("[]");
                ada.send("anyone?");
                assertThat(ada.next()).isEqualTo("0");
                bob.send("bye");
                assertThat(bob.next()).isEqualTo("closed: 3001 as you wish");
            }
            assertThat(ada.next()).isEqualTo("bob left with 3001 as you wish");
        }
    }

    @Test
    @DisplayName("WS-11: on_disconnect runs once when the peer breaks the connection")
    void tellsThatAPeerVanished() {
        try (RunningServer server = RunningServer.with(CHAT);
                SocketClient ada = SocketClient.connect(server.port(), "/ws/chat/a?user=ada");
                SocketClient bob = SocketClient.connect(server.port(), "/ws/chat/a?user=bob")) {
            assertThat(ada.next()).isEqualTo("welcome ada");
            assertThat(bob.next()).isEqualTo("welcome bob");
            bob.abort();
            assertThat(ada.next()).isEqualTo("bob left with 1006 ");
        }
    }

    @Test
    @DisplayName("WS-14: variables live as long as the connection and belong to it")
    void keepsVariablesBetweenHooks() {
        try (RunningServer server =
                        RunningServer.with(
                                """
                                name: count
                                path: /ws/count
                                ws_hooks:
                                  on_connect: [{set: {n: 0, by: "{{ query.by }}"}}]
                                  on_message:
                                    - set: {n: "{{ n + by }}"}
                                    - if: "message == 'fail'"
                                      then: [{throw: "no"}]
                                    - return: {n: "{{ n }}", late: "{{ late }}"}
                                """);
                SocketClient one = SocketClient.connect(server.port(), "/ws/count?by=1");
                SocketClient ten = SocketClient.connect(server.port(), "/ws/count?by=10")) {
            one.send("x");
            assertThat(one.next()).isEqualTo("{\"n\":1,\"late\":null}");
            ten.send("x");
            assertThat(ten.next()).isEqualTo("{\"n\":10,\"late\":null}");
            one.send("fail");
            one.send("x");
            assertThat(one.next()).isEqualTo("{\"n\":3,\"late\":null}");
        }
    }

    @Test
    @DisplayName(
            "WS-13, WS-16: text, bytes and JSON in both directions; the last value is not sent")
    void sendsWhatReturnSays() {
        try (RunningServer server =
                        RunningServer.with(
                                """
                                name: types
                                path: /ws/types
                                ws_hooks:
                                  on_message:
                                    - if: "message == 'nothing'"
                                      then: [{set: {last: "not sent"}}]
                                      else:
                                        - if: "message_type == 'binary'"
                                          then: [{return: "{{ message }}"}]
                                          else: [{return: "{{ message_json.a }}"}]
                                """);
                SocketClient client = SocketClient.connect(server.port(), "/ws/types")) {
            client.send("nothing");
            client.send("{\"a\":[1,2]}");
            assertThat(client.next()).isEqualTo("[1,2]");
            client.send(new byte[] {1, (byte) 0xFF});
            assertThat(client.next()).isEqualTo("bytes: 01ff");
            client.ping("p");
            assertThat(client.next()).isEqualTo("pong: p");
        }
    }

    @Test
    @DisplayName("WS-18: errors of on_connect close the connection, those of on_message do not")
    void closesAfterAnErrorOfOnConnect() {
        String document =
                """
                name: door
                path: /ws/door
                ws_hooks:
                  on_connect:
                    - if: "query.as == 'client'"
                      then: [{throw: {message: "not you", code: NO, status: 403}}]
                    - if: "query.as == 'server'"
                      then: [{throw: "secret"}]
                  on_message:
                    - return: "{{ 1 / body.x }}"
                """;
        try (RunningServer server = RunningServer.with(document)) {
            try (SocketClient client = SocketClient.connect(server.port(), "/ws/door?as=client")) {
                assertThat(client.next()).isEqualTo("closed: 1008 not you");
            }
            try (SocketClient client = SocketClient.connect(server.port(), "/ws/door?as=server")) {
                assertThat(client.next()).isEqualTo("closed: 1011 ");
            }
            try (SocketClient client = SocketClient.connect(server.port(), "/ws/door")) {
                client.send("x");
                client.ping("still here");
                assertThat(client.next()).isEqualTo("pong: still here");
            }
        }
    }

    @Test
    @DisplayName("WS-8: an origin that is not allowed gets 403")
    void checksOrigins() {
        try (RunningServer server =
                RunningServer.configured(
                        "websocket: {allowed_origins: [\"https://a.example\"]}\n", ECHO)) {
            assertThat(
                            SocketClient.refusal(
                                    server.port(), "/ws/echo", "Origin", "https://b.example"))
                    .isEqualTo(403);
            assertThat(
                            SocketClient.refusal(
                                    server.port(), "/ws/echo", "Origin", "https://a.example"))
                    .isEqualTo(101);
        }
    }

    @Test
    @DisplayName("WS-10: more connections than allowed get 503, until one is closed")
    void boundsConnections() {
        try (RunningServer server =
                        RunningServer.configured("websocket: {max_connections: 1}\n", ECHO);
                SocketClient first = SocketClient.connect(server.port(), "/ws/echo")) {
            assertThat(SocketClient.refusal(server.port(), "/ws/echo")).isEqualTo(503);
            first.send("x");
            assertThat(first.next()).isEqualTo("Echo: x");
        }
    }

    @Test
    @DisplayName("WS-31, WS-32: messages that are too large or too many")
    void boundsMessages() {
        String document =
                """
                name: small
                path: /ws/small
                ws_options: {max_message_bytes: 5}
                rate_limit: {messages_per_minute: 1, burst: 2, on_exceed: close}
                ws_hooks:
                  on_message: [{return: "{{ message }}"}]
                """;
        try (RunningServer server = RunningServer.with(document)) {
            try (SocketClient client = SocketClient.connect(server.port(), "/ws/small")) {
                client.send("12345");
                assertThat(client.next()).isEqualTo("12345");
                client.send("123456");
                assertThat(client.next()).startsWith("closed: 1009");
            }
            try (SocketClient client = SocketClient.connect(server.port(), "/ws/small")) {
                client.send("1");
                assertThat(client.next()).isEqualTo("1");
                client.send("2");
                assertThat(client.next()).isEqualTo("2");
                client.send("3");
                assertThat(client.next()).startsWith("closed: 1008");
            }
        }
    }

    @Test
    @DisplayName("WS-20 to WS-23: HTTP routes reach connections")
    void broadcastsFromHttp() {
        try (RunningServer server =
                        RunningServer.with(
                                CHAT,
                                """
                                name: tell
                                path: /tell
                                method: POST
                                logic:
                                  - ws_op: {command: broadcast, channel: a, message: "{{ body }}"}
                                  - set: {channel: "{{ ws_result }}"}
                                  - ws_op: {command: send, to: ada, message: only you}
                                  - try: [{ws_op: {command: send, to: nobody, message: x}}]
                                    catch: [{set: {failure: "{{ error.message }}"}}]
                                  - return: {channel: "{{ channel }}", error: "{{ failure }}"}
                                """);
                SocketClient ada = SocketClient.connect(server.port(), "/ws/chat/a?user=ada")) {
            assertThat(ada.next()).isEqualTo("welcome ada");
            assertThat(server.postJson("/tell", "{\"x\":1}").body())
                    .isEqualTo(
                            "{\"channel\":{\"command\":\"broadcast\",\"delivered\":1,\"dropped\":0},"
                                    + "\"error\":\"WebSocket send error: Connection nobody not"
                                    + " found\"}");
            assertThat(ada.next()).isEqualTo("{\"x\":1}");
            assertThat(ada.next()).isEqualTo("only you");
        }
    }

    @Test
    @DisplayName("WS-19: a new revision serves open connections; deletion closes them with 1001")
    void followsTheNewestRevision() {
        String first =
                "{\"name\":\"live\",\"path\":\"/ws/live\",\"ws_hooks\":{\"on_connect\":[{\"set\":{\"n\":1}}],"
                        + "\"on_message\":[{\"return\":\"first {{ n }}\"}]}}";
        String second =
                "{\"name\":\"live\",\"path\":\"/ws/live\",\"ws_hooks\":{\"on_connect\":[{\"set\":{\"n\":2}}],"
                        + "\"on_message\":[{\"return\":\"second {{ n }}\"}]}}";
        try (RunningServer server = RunningServer.with()) {
            String id =
                    server.postJson("/api/v1/dynamic-routes", first)
                            .body()
                            .replaceAll(".*\"route_id\":\"([^\"]*)\".*", "$1");
            try (SocketClient client = SocketClient.connect(server.port(), "/ws/live")) {
                client.send("x");
                assertThat(client.next()).isEqualTo("first 1");
                server.request(
                        "PUT",
                        "/api/v1/dynamic-routes/" + id,
                        second,
                        "Content-Type: application/json");
                client.send("x");
                assertThat(client.next()).isEqualTo("second 1");
                server.request("DELETE", "/api/v1/dynamic-routes/" + id, "");
                assertThat(client.next()).startsWith("closed: 1001");
            }
        }
    }

    @Test
    @DisplayName("WS-34: a server that stops closes its connections with 1001")
    void closesConnectionsAtTheEnd() {
        try (RunningServer server = RunningServer.with(ECHO);
                SocketClient client = SocketClient.connect(server.port(), "/ws/echo")) {
            client.send("x");
            assertThat(client.next()).isEqualTo("Echo: x");
            server.server().close();
            assertThat(client.next()).startsWith("closed: 1001");
        }
    }
}
