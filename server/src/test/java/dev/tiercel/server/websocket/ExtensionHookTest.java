package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Operations of extensions in hooks of WebSocket routes. */
class ExtensionHookTest {
    private static final String DOCUMENTS =
            """
            name: CountOp
            function: count
            schema: {required: [text], properties: {text: {type: string, maxLength: 5}}}
            ---
            name: count
            params: [fields]
            logic:
              - return: "{{ fields.text }} has {{ length(fields.text) }}"
            ---
            name: lengths
            path: /ws/lengths
            ws_hooks:
              on_message:
                - try: [{count_op: {text: "{{ message }}"}}]
                  catch: [{return: "{{ error.code }} in {{ error.source.document }}"}]
                - return: "{{ count_op_result }}"
            """;

    @Test
    @DisplayName("OP-32, OP-34, WS-16: a hook uses the operation of an extension")
    void hooksUseExtensions() {
        try (RunningServer server = RunningServer.with(DOCUMENTS);
                SocketClient client = SocketClient.connect(server.port(), "/ws/lengths")) {
            client.send("four");
            assertThat(client.next()).isEqualTo("four has 4");
            client.send("too long");
            assertThat(client.next()).isEqualTo("EXTENSION_INVALID in lengths");
        }
    }
}
