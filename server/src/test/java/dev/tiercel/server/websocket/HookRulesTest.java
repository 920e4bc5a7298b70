package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When hooks run, and what becomes of what they send, over sockets. */
class HookRulesTest {
    private static final String FUNCTIONS =
            """
            name: functions
            path: /ws/functions
            ws_hooks:
              on_connect:
                - define_function: {name: twice, params: [n], body: [{return: "{{ n * 2 }}"}]}
              on_message: [{return: "{{ twice(to_number(message)) }}"}]
            """;

    /** Waits for a key that another connection sets. */
    private static final String TURNS =
            """
            name: turns
            path: /ws/turns
            ws_hooks:
              on_message:
                - switch: "{{ message }}"
                  cases:
                    - value: wait
                      do:
                        - ws_op: {command: send, message: waiting}
                        - set: {found: null}
                        - until: {condition: "found", do: [{sleep: 5}, {redis_op: {command: GET, key: "{{ query.key }}", output_var: found}}]}
                        - return: "found"
                    - value: go
                      do:
                        - redis_op: {command: SET, key: "{{ query.key }}", value: x}
                        - return: "gone"
                  default: [{return: "after {{ message }}"}]
            """;

    private static final String ORDER =
            """
            name: order
            path: /ws/order
            ws_hooks:
              on_connect:
                - for_range: {start: 1, end: 3, variable: i, do: [{ws_op: {command: send, message: "connect {{ i }}"}}]}
                - set: {n: 0}
                - return: "connected"
              on_message:
                - set: {n: "{{ n + 1 }}"}
                - ws_op: {command: send, message: "{{ n }} sent"}
                - ws_op: {command: send, message: "{{ connection.messages_received }} received"}
                - return: "{{ message }}"
            """;

    private static final String SCOPE =
            """
            name: scope
            path: /ws/scope
            ws_hooks:
              on_connect: [{set: {kept: short}}]
              on_message:
                - if: "message == 'grow'"
                  then: [{set: {kept: "{{ repeat('x', 3000) }}"}}]
                  else: [{return: "{{ kept }} {{ length(kept) }}"}]
            """;

    private static final String BYE =
            """
            name: bye
            path: /ws/bye
            ws_hooks:
              on_message:
                - ws_op: {command: broadcast, route: watch, message: "{{ message }}"}
              on_disconnect:
                - ws_op: {command: broadcast, route: watch, message: "{{ connection.messages_received }} then {{ close_code }}"}
                - try: [{ws_op: {command: send, message: never}}]
                  catch: [{ws_op: {command: broadcast, route: watch, message: "{{ error.code }}"}}]
                - return: "never sent"
            """;

    private static final String WATCH = "name: watch\npath: /ws/watch\nws_hooks: {}\n";

    /** Names a channel in a function, and one that is a number without quotes. */
    private static final String SAY =
            """
            name: say
            path: /ws/say
            ws_hooks:
              on_connect:
                - define_function:
                    name: say
                    params: [m]
                    body: [{ws_op: {command: broadcast, channel: lobby, message: "{{ m }}"}}]
                - ws_op: {command: send, message: "{{ join(connection.channels, ' ') }}"}
              on_message:
                - if: "message == 'number'"
                  then: [{ws_op: {command: broadcast, channel: 5, message: five}}]
                  else: [{call_function: {name: say, args: ["{{ message }}"]}}]
            """;

    private static final String MISTAKE =
            """
            name: mistake
            path: /ws/mistake
            ws_hooks:
              on_connect:
                - if: "query.fail"
                  then: [{throw: {message: "not today", code: NOT_TODAY, status: 409}}]
              on_message: [{return: "{{ 1 / 0 }}"}]
            """;

    /** The message whose hook runs, those that may wait, and the one that finds no room. */
    private static final int WAITING = 1 + Mailbox.EVENTS_MAX + 1;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        "websocket: {scope_bytes: 2000, send_errors: true}\n",
                        FUNCTIONS,
                        TURNS,
                        ORDER,
                        SCOPE,
                        BYE,
                        WATCH,
                        SAY,
                        MISTAKE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("WS-2: a function that one hook defines is known in all")
    void sharesFunctions() {
        try (SocketClient client = connect("/ws/functions")) {
            client.send("21");
            assertThat(client.next()).isEqualTo("42");
        }
    }

    @Test
    @DisplayName("WS-24: channels that functions of hooks name literally are joined, also numbers")
    void joinsChannelsOfFunctions() {
        try (SocketClient one = connect("/ws/say");
                SocketClient other = connect("/ws/say")) {
            assertThat(one.next()).isEqualTo("lobby 5");
            assertThat(other.next()).isEqualTo("lobby 5");

            one.send("hello");
            one.send("number");

            assertThat(other.next()).isEqualTo("hello");
            assertThat(other.next()).isEqualTo("five");
        }
    }

    @Test
    @DisplayName("WS-12, WS-33: while a hook runs others run, pings are answered, messages wait")
    void runsHooksOfDifferentConnectionsAtOnce() {
        try (SocketClient one = connect("/ws/turns?key=a");
                SocketClient other = connect("/ws/turns?key=a")) {
            one.send("wait");
            assertThat(one.next()).isEqualTo("waiting");
            one.send("1");
            one.ping("in the middle");
            assertThat(one.next()).isEqualTo("pong: in the middle");
            one.send("2");
            one.ping("again");
            assertThat(one.next()).isEqualTo("pong: again");
            other.send("go");
            assertThat(other.next()).isEqualTo("gone");
            assertThat(one.next()).isEqualTo("found");
            assertThat(one.next()).isEqualTo("after 1");
            assertThat(one.next()).isEqualTo("after 2");
            one.send("wait");
            assertThat(one.next()).isEqualTo("waiting");
            assertThat(one.next()).isEqualTo("found");
        }
    }

    @Test
    @DisplayName("WS-12: while 64 messages wait reading pauses, and none is lost")
    void pausesReading() {
        double before = received();
        try (RawSocket one = RawSocket.connect(server.port(), "/ws/turns?key=b");
                SocketClient other = connect("/ws/turns?key=b")) {
            one.send("wait");
            assertThat(one.next()).isEqualTo("waiting");
            one.send(new ClientFrames().frame(0x89, ClientFrames.utf8("another thread reads")));
            assertThat(one.next()).isEqualTo("pong: another thread reads");
            List<String> expected = new ArrayList<>(List.of("found"));
            ClientFrames many = new ClientFrames();
            for (int i = 0; i < 200; i++) {
                many.text(Integer.toString(i));
                expected.add("after " + i);
            }
            one.send(many.frame(0x89, ClientFrames.utf8("behind them")));
            while (received() < before + WAITING) {
                Thread.onSpinWait();
            }
            assertThat(received()).isEqualTo(before + WAITING);
            other.send("go");
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < expected.size() + 1; i++) {
                answers.add(one.next());
            }
            assertThat(answers).startsWith("found").contains("pong: behind them");
            answers.remove("pong: behind them");
            assertThat(answers).isEqualTo(expected);
        }
    }

    private static double received() {
        String name =
                "tiercel_ws_messages_total{direction=\"in\",route=\"/ws/turns\",type=\"text\"} ";
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    @DisplayName("WS-12, WS-16, WS-17, WS-27: on_connect ends first; the returned value comes last")
    void sendsInOrder() {
        try (RawSocket client = RawSocket.connect(server.port(), "/ws/order")) {
            client.send(new ClientFrames().text("a").text("b"));
            for (String expected :
                    List.of(
                            "connect 1",
                            "connect 2",
                            "connected",
                            "1 sent",
                            "1 received",
                            "a",
                            "2 sent",
                            "2 received",
                            "b")) {
                assertThat(client.next()).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("WS-15: a scope that becomes too large raises LIMIT_MEMORY and stays as it was")
    void boundsTheScope() {
        try (SocketClient client = connect("/ws/scope")) {
            client.send("grow");
            assertThat(client.next()).contains("\"LIMIT_MEMORY\"");
            client.send("show");
            assertThat(client.next()).isEqualTo("short 5");
        }
    }

    @Test
    @DisplayName("WS-11, WS-16, WS-21: on_disconnect runs after all messages and sends nothing")
    void handlesWhatArrivedBeforeTheEnd() {
        try (SocketClient watch = connect("/ws/watch")) {
            try (RawSocket client = RawSocket.connect(server.port(), "/ws/bye")) {
                client.send(
                        new ClientFrames()
                                .text("last words")
                                .text("really")
                                .frame(0x88, new byte[] {3, (byte) 0xE9}));
                assertThat(watch.next()).isEqualTo("last words");
                assertThat(watch.next()).isEqualTo("really");
                assertThat(watch.next()).isEqualTo("2 then 1001");
                assertThat(watch.next()).isEqualTo("WS_NOT_CONNECTED");
                assertThat(client.next()).isEqualTo("close: 1001");
                assertThat(client.next()).isEqualTo("end");
            }
        }
    }

    @Test
    @DisplayName("WS-33: a close frame is answered with the same code, one without code with none")
    void answersCloseFrames() {
        try (RawSocket client = RawSocket.connect(server.port(), "/ws/watch")) {
            client.send(new ClientFrames().frame(0x88, new byte[] {0x0F, (byte) 0xA1, 'x'}));
            assertThat(client.next()).isEqualTo("close: 4001");
            assertThat(client.next()).isEqualTo("end");
        }
        try (RawSocket client = RawSocket.connect(server.port(), "/ws/watch")) {
            client.send(new ClientFrames().frame(0x88, new byte[0]));
            assertThat(client.next()).isEqualTo("close: none");
            assertThat(client.next()).isEqualTo("end");
        }
    }

    @Test
    @DisplayName("WS-33: a close frame is answered also if the peer sends nothing after it")
    void answersAPeerThatHasFinished() {
        for (int i = 0; i < 50; i++) {
            try (RawSocket client = RawSocket.connect(server.port(), "/ws/functions")) {
                client.send(new ClientFrames().text("1").frame(0x88, new byte[] {3, (byte) 0xE8}));
                client.finish();
                assertThat(client.next()).isEqualTo("2");
                assertThat(client.next()).isEqualTo("close: 1000");
                assertThat(client.next()).isEqualTo("end");
            }
        }
    }

    @Test
    @DisplayName("WS-18: problem documents are sent if the server says so, before the close frame")
    void sendsErrors() {
        try (SocketClient client = connect("/ws/mistake")) {
            client.send("x");
            assertThat(client.next())
                    .contains("\"code\":\"DIVISION_BY_ZERO\"", "\"instance\":\"/ws/mistake\"");
            client.ping("open");
            assertThat(client.next()).isEqualTo("pong: open");
        }
        try (SocketClient client = connect("/ws/mistake?fail=1")) {
            assertThat(client.next()).contains("\"code\":\"NOT_TODAY\"", "\"status\":409");
            assertThat(client.next()).isEqualTo("closed: 1008 not today");
        }
    }

    private static SocketClient connect(String target) {
        return SocketClient.connect(server.port(), target);
    }
}
