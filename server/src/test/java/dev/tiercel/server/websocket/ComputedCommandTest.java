package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ws_op} whose command is computed, in hooks and in every tier. */
class ComputedCommandTest {
    private static final String DESK =
            """
            name: desk
            path: /ws/%1$s
            ws_hooks:
              on_message:
                - set: {words: "{{ split(message, ' ') }}"}
                - get: nothing
                - switch: "{{ length(words) }}"
                  cases:
                    - value: 1
                      do:
                        - ws_op: {command: "{{ words[0] }}", output_var: r}
                    - value: 2
                      do:
                        - ws_op: {command: "{{ words[0] }}", channel: "{{ words[1] }}", output_var: r}
                - return: "{{ r }}, {{ ws_result.command }}, {{ connection.channels }}"
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(DESK.formatted("desk"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interpret", "compile"})
    @DisplayName("WS-20: computed commands do in a hook what literal ones do")
    void doesWhatLiteralCommandsDo(String mode) {
        try (RunningServer own =
                        RunningServer.configured(
                                "engine: {tiering: {mode: " + mode + "}}\n",
                                DESK.formatted("own"));
                SocketClient client = SocketClient.connect(own.port(), "/ws/own")) {
            expect(client, "join a", "joined a, join, [\"a\"]");
            expect(client, "subscribe b", "joined b, join, [\"a\",\"b\"]");
            expect(client, "unsubscribe a", "left a, leave, [\"b\"]");
            client.send("broadcast b");
            assertThat(client.next()).isEqualTo("broadcast b");
            assertThat(client.next()).isEqualTo("broadcast to channel b, broadcast, [\"b\"]");
            client.send("send");
            assertThat(client.next()).isEqualTo("send");
            assertThat(client.next()).isEqualTo("sent, send, [\"b\"]");
            client.send("close");
            assertThat(client.next()).isEqualTo("closed: 1000 ");
        }
    }

    @Test
    @DisplayName("WS-20: a command that there is not leaves the connection open")
    void refusesOthers() {
        try (SocketClient client = SocketClient.connect(server.port(), "/ws/desk")) {
            client.send("shout a");
            client.send("identify a");
            expect(client, "join a", "joined a, join, [\"a\"]");
            assertThat(server.get("/metrics").body())
                    .contains(
                            "tiercel_ws_hook_errors_total{code=\"UNSUPPORTED_COMMAND\",hook=\"on_message\",route=\"/ws/desk\"} 1.0",
                            "tiercel_ws_hook_errors_total{code=\"INVALID_ARGUMENT\",hook=\"on_message\",route=\"/ws/desk\"} 1.0");
        }
    }

    private static void expect(SocketClient client, String message, String answer) {
        client.send(message);
        assertThat(client.next()).isEqualTo(answer);
    }
}
