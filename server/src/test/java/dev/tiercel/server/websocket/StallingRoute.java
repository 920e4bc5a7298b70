package dev.tiercel.server.websocket;

/**
 * A WebSocket route that sends more than a peer takes who does not read, and tells the route {@code
 * watch} how such connections end.
 */
public final class StallingRoute {
    public static final String DOCUMENT =
            """
            name: slow
            path: /ws/slow
            ws_options: {write_timeout_ms: 300, idle_timeout_ms: 0}
            ws_hooks:
              on_message:
                - for_range: {start: 1, end: 200, variable: i, do: [{ws_op: {command: send, message: "{{ repeat('x', 60000) }}"}}]}
              on_disconnect:
                - ws_op: {command: broadcast, route: watch, message: "slow {{ close_code }}"}
            """;

    private StallingRoute() {}
}
