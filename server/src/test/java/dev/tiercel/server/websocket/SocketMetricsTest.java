package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The metrics of section 11, by their names and labels. */
class SocketMetricsTest {
    private static final String DOCUMENT =
            """
            name: counted
            path: /ws/counted/:n
            auth_required: true
            rate_limit: {messages_per_minute: 1, burst: 3}
            ws_hooks:
              on_connect: [{ws_op: {command: join, channel: "{{ params.n }}"}}]
              on_message:
                - if: "message_type == 'binary'"
                  then: [{return: "{{ message }}"}]
                - if: "message == 'fail'"
                  then: [{return: "{{ 1 / 0 }}"}]
                - throw: {message: own, code: OWN}
              on_disconnect: [{log: bye}]
            """;

    /** Says when another connection has ended. */
    private static final String WATCH = "name: watch\npath: /ws/watch\nws_hooks: {}\n";

    @Test
    @DisplayName("section 11: all metrics of WebSocket routes, with their labels")
    void countsEverything() {
        try (RunningServer server =
                RunningServer.configured(
                        "auth: {api_keys: [{name: ada, key: secret}]}\n",
                        DOCUMENT.replace(
                                "[{log: bye}]",
                                "[{ws_op: {command: broadcast, route: watch, message: bye}}]"),
                        WATCH)) {
            try (SocketClient watch = SocketClient.connect(server.port(), "/ws/watch")) {
                assertThat(SocketClient.refusal(server.port(), "/ws/counted/1")).isEqualTo(401);
                try (SocketClient client =
                        SocketClient.connect(server.port(), "/ws/counted/1?access_token=secret")) {
                    client.send(new byte[] {1, 2, 3, 4});
                    assertThat(client.next()).isEqualTo("bytes: 01020304");
                    client.send("fail");
                    client.send("own");
                    client.send("too many");
                    client.ping("all are read");
                    assertThat(client.next()).isEqualTo("pong: all are read");
                    assertMetrics(
                            server,
                            "tiercel_ws_connections{route=\"/ws/counted/:n\"} 1.0",
                            "tiercel_ws_connections{route=\"/ws/watch\"} 1.0",
                            "tiercel_ws_channels 1.0",
                            "tiercel_ws_queue_messages{route=\"/ws/counted/:n\"} 0.0");
                    client.sendClose(3500, "");
                    assertThat(watch.next()).isEqualTo("bye");
                    watch.ping("sent");
                    assertThat(watch.next()).isEqualTo("pong: sent");
                }
                assertMetrics(
                        server,
                        "tiercel_ws_handshakes_total{route=\"/ws/counted/:n\",status=\"101\"} 1.0",
                        "tiercel_ws_handshakes_total{route=\"/ws/counted/:n\",status=\"401\"} 1.0",
                        messages("/ws/counted/:n", "in", "text", 3),
                        messages("/ws/counted/:n", "in", "binary", 1),
                        messages("/ws/counted/:n", "out", "binary", 1),
                        messages("/ws/watch", "out", "text", 1),
                        "tiercel_ws_bytes_total{direction=\"in\",route=\"/ws/counted/:n\"} 19.0",
                        "tiercel_ws_bytes_total{direction=\"out\",route=\"/ws/counted/:n\"} 4.0",
                        "tiercel_ws_bytes_total{direction=\"out\",route=\"/ws/watch\"} 3.0",
                        "tiercel_ws_dropped_total{reason=\"rate\",route=\"/ws/counted/:n\"} 1.0",
                        hook("on_connect", 1),
                        hook("on_message", 3),
                        error("DIVISION_BY_ZERO"),
                        error("USER"),
                        "tiercel_errors_total{code=\"DIVISION_BY_ZERO\",route=\"/ws/counted/:n\"} 1.0",
                        "tiercel_errors_total{code=\"USER\",route=\"/ws/counted/:n\"} 1.0",
                        "tiercel_ws_connections{route=\"/ws/counted/:n\"} 0.0",
                        "tiercel_ws_channels 0.0");
            }
        }
    }

    private static String messages(String route, String direction, String type, int count) {
        return "tiercel_ws_messages_total{direction=\""
                + direction
                + "\",route=\""
                + route
                + "\",type=\""
                + type
                + "\"} "
                + count
                + ".0";
    }

    private static String hook(String name, int count) {
        return "tiercel_ws_hook_seconds_count{hook=\""
                + name
                + "\",route=\"/ws/counted/:n\"} "
                + count;
    }

    private static String error(String code) {
        return "tiercel_ws_hook_errors_total{code=\""
                + code
                + "\",hook=\"on_message\",route=\"/ws/counted/:n\"} 1.0";
    }

    private static void assertMetrics(RunningServer server, String... lines) {
        assertThat(List.of(server.get("/metrics").body().split("\n"))).contains(lines);
    }
}
