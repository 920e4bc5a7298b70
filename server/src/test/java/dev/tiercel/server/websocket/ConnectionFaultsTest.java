package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that stall, vanish or come in floods, and routes that go while connections are open. */
class ConnectionFaultsTest {
    private static final int LARGE = 60_000;

    /** A room in which some members do not read. */
    private static final String ROOM =
            """
            name: room
            path: /ws/room
            ws_options: {queue_messages: 100, queue_bytes: 300000, write_timeout_ms: 8000}
            ws_hooks:
              on_message:
                - if: "message == 'large'"
                  then:
                    - ws_op: {command: broadcast, channel: room, message: "{{ repeat('x', 60000) }}"}
                  else:
                    - ws_op: {command: broadcast, channel: room, message: "{{ message }}"}
              on_disconnect:
                - ws_op: {command: broadcast, route: watch, message: "room {{ close_code }}"}
            """;

    private static final String STRICT =
            """
            name: strict
            path: /ws/strict
            ws_options: {queue_messages: 2, queue_policy: close}
            ws_hooks:
              on_message:
                - for_range: {start: 1, end: 400, variable: i, do: [{ws_op: {command: send, message: "{{ repeat('x', 60000) }}"}}]}
              on_disconnect:
                - ws_op: {command: broadcast, route: watch, message: "strict {{ close_code }} {{ close_reason }}"}
            """;

    private static final String IMPATIENT =
            """
            name: impatient
            path: /ws/impatient
            ws_options: {ping_interval_ms: 100, idle_timeout_ms: 400}
            ws_hooks:
              on_disconnect:
                - ws_op: {command: broadcast, route: watch, message: "impatient {{ close_code }}"}
            """;

    /** More pings are answered than fit into the time without any frame. */
    private static final String PATIENT =
            """
            name: patient
            path: /ws/patient
            ws_options: {ping_interval_ms: 100, idle_timeout_ms: 1500}
            ws_hooks: {}
            """;

    private static final String CLOCK =
            """
            name: clock
            path: /ws/clock
            ws_hooks:
              on_message:
                - ws_op: {command: send, message: begun}
                - sleep: 3000
                - ws_op: {command: broadcast, route: watch, message: late}
            """;

    private static final String FLOOD =
            """
            name: flood
            path: /ws/flood
            ws_hooks:
              on_connect:
                - redis_op: {command: INCR, key: came}
                - ws_op: {command: join, channel: flood}
              on_disconnect:
                - redis_op: {command: INCR, key: left, output_var: n}
                - ws_op: {command: broadcast, route: watch, message: "{{ n }}"}
            """;

    private static final String WATCH =
            """
            name: watch
            path: /ws/watch
            ws_options: {queue_messages: 2000}
            ws_hooks:
              on_message:
                - redis_op: {command: GET, key: "{{ message }}", output_var: n}
                - return: "{{ n }}"
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        "websocket: {queue_messages: 2000}\n",
                        ROOM,
                        STRICT,
                        IMPATIENT,
                        PATIENT,
                        CLOCK,
                        StallingRoute.DOCUMENT,
                        FLOOD,
                        WATCH);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("WS-29: a stalled member loses its oldest messages and costs others none")
    void aStalledMemberLosesOnlyItsOwnMessages() {
        int messages = 400;
        try (RawSocket stalled = RawSocket.connect(server.port(), "/ws/room", 4096);
                SocketClient sender = SocketClient.connect(server.port(), "/ws/room");
                SocketClient other = SocketClient.connect(server.port(), "/ws/room")) {
            for (int i = 0; i < messages; i++) {
                sender.send("large");
                assertThat(sender.next()).hasSize(LARGE);
                assertThat(other.next()).hasSize(LARGE);
            }
            sender.send("last");
            assertThat(sender.next()).isEqualTo("last");
            assertThat(other.next()).isEqualTo("last");
            int received = 0;
            String next = stalled.next();
            while (!next.equals("last")) {
                assertThat(next).hasSize(LARGE);
                received++;
                next = stalled.next();
            }
            assertThat(received).isPositive().isLessThan(messages);
            assertThat(server.get("/metrics").body())
                    .contains(
                            "tiercel_ws_dropped_total{reason=\"queue\",route=\"/ws/room\"} "
                                    + (messages - received)
                                    + ".0");
        }
    }

    @Test
    @DisplayName(
            "WS-11: on_disconnect does not wait for a peer that was failed and stays connected")
    void doesNotWaitForAPeerThatStays() {
        try (SocketClient watch = SocketClient.connect(server.port(), "/ws/watch");
                SocketClient clock = SocketClient.connect(server.port(), "/ws/clock");
                RawSocket failed = RawSocket.connect(server.port(), "/ws/room")) {
            clock.send("begin");
            assertThat(clock.next()).isEqualTo("begun");
            failed.send(new ClientFrames().raw(0xF1, 0x80, 0, 0, 0, 0));
            assertThat(failed.next()).startsWith("close: 1002");
            String told = watch.next();
            while (!told.equals("room 1002") && !told.equals("late")) {
                told = watch.next();
            }
            assertThat(told).isEqualTo("room 1002");
            assertThat(failed.next()).isEqualTo("end");
            try (RawSocket last = RawSocket.connect(server.port(), "/ws/room")) {
                last.send(new ClientFrames().frame(0x88, new byte[] {3, (byte) 0xE8}));
                told = watch.next();
                while (!told.equals("room 1000") && !told.equals("late")) {
                    told = watch.next();
                }
                assertThat(told).isEqualTo("room 1000");
            }
        }
    }

    /** Returns what is told of a route next; connections of earlier tests may still be ending. */
    private static String next(SocketClient watch, String route) {
        String told = watch.next();
        while (!told.startsWith(route + " ")) {
            told = watch.next();
        }
        return told;
    }

    @Test
    @DisplayName("WS-29: with the policy close a full queue closes the connection with 1013")
    void closesWhenTheQueueIsFull() {
        try (SocketClient watch = SocketClient.connect(server.port(), "/ws/watch");
                RawSocket stalled = RawSocket.connect(server.port(), "/ws/strict", 4096)) {
            stalled.send("go");
            String next = stalled.next();
            while (next.length() == LARGE) {
                next = stalled.next();
            }
            assertThat(next).isEqualTo("close: 1013 The queue is full");
            stalled.send(new ClientFrames().frame(0x88, new byte[] {3, (byte) 0xF5}));
            assertThat(next(watch, "strict")).isEqualTo("strict 1013 The queue is full");
        }
    }

    @Test
    @DisplayName("WS-30: a message that cannot be written in time ends the connection with 1006")
    void dropsAPeerThatDoesNotRead() {
        try (SocketClient watch = SocketClient.connect(server.port(), "/ws/watch");
                RawSocket stalled = RawSocket.connect(server.port(), "/ws/slow", 4096)) {
            stalled.send("go");
            assertThat(next(watch, "slow")).isEqualTo("slow 1006");
        }
    }

    @Test
    @DisplayName("WS-31: a peer that sends nothing, not even pongs, is closed with 1001")
    void closesAHalfOpenConnection() {
        try (SocketClient watch = SocketClient.connect(server.port(), "/ws/watch");
                RawSocket silent = RawSocket.connect(server.port(), "/ws/impatient")) {
            String next = silent.next();
            while (next.equals("frame 89")) {
                next = silent.next();
            }
            assertThat(next).isEqualTo("close: 1001 No frame has arrived in time");
            silent.vanish();
            assertThat(next(watch, "impatient")).isEqualTo("impatient 1001");
        }
    }

    @Test
    @DisplayName("WS-31: a peer that answers pings stays")
    void keepsAPeerThatAnswersPings() {
        try (RawSocket patient = RawSocket.connect(server.port(), "/ws/patient")) {
            for (int i = 0; i < 16; i++) {
                assertThat(patient.next()).isEqualTo("frame 89");
                patient.send(new ClientFrames().frame(0x8A, new byte[0]));
            }
            patient.send(new ClientFrames().frame(0x89, ClientFrames.utf8("still here")));
            assertThat(patient.next()).isEqualTo("pong: still here");
        }
    }

    @Test
    @DisplayName("WS-11: of a flood of peers that close or vanish none loses its on_disconnect")
    void losesNoDisconnect() throws Exception {
        int threads = 4;
        int each = 60;
        try (SocketClient watch = SocketClient.connect(server.port(), "/ws/watch");
                ExecutorService executor =
                        Executors.newFixedThreadPool(
                                threads, Thread.ofPlatform().name("peer-", 0).factory())) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                done.add(executor.submit(() -> comeAndGo(each)));
            }
            for (Future<?> future : done) {
                future.get();
            }
            for (int i = 0; i < threads * each; i++) {
                assertThat(watch.next()).matches("\\d+");
            }
            watch.send("came");
            assertThat(watch.next()).isEqualTo(Integer.toString(threads * each));
            watch.send("left");
            assertThat(watch.next()).isEqualTo(Integer.toString(threads * each));
            assertThat(server.get("/metrics").body())
                    .contains("tiercel_ws_connections{route=\"/ws/flood\"} 0.0");
        }
    }

    private static void comeAndGo(int times) {
        for (int i = 0; i < times; i++) {
            try (RawSocket peer = RawSocket.connect(server.port(), "/ws/flood")) {
                switch (i % 3) {
                    case 0 -> peer.vanish();
                    case 1 -> peer.send(new ClientFrames().frame(0x88, new byte[0]));
                    default -> peer.send(new ClientFrames().raw(0x81, 0x85, 1));
                }
            }
        }
    }

    @Test
    @DisplayName("WS-34: a server that stops runs on_disconnect of every connection")
    void drainsAtTheEnd(@TempDir Path directory) throws SQLException {
        String document =
                """
                name: drained
                path: /ws/drained
                ws_hooks:
                  on_connect: [{return: hi}]
                  on_disconnect:
                    - sql_op: {query: "INSERT INTO gone VALUES (:code)", params: {code: "{{ close_code }}"}}
                """;
        int count = 60;
        String url = "jdbc:sqlite:" + directory.resolve("gone.db");
        execute(url, "CREATE TABLE gone (code INTEGER)");
        List<SocketClient> clients = new ArrayList<>();
        try (RunningServer own =
                RunningServer.configured(
                        "databases: {default: {url: \"" + url + "\"}}\n", document)) {
            for (int i = 0; i < count; i++) {
                clients.add(SocketClient.connect(own.port(), "/ws/drained"));
                assertThat(clients.getLast().next()).isEqualTo("hi");
            }
            own.server().close();
        }
        for (SocketClient client : clients) {
            assertThat(client.next()).isEqualTo("closed: 1001 The server stops");
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM gone WHERE code = 1001")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(count);
        }
    }

    @Test
    @DisplayName("WS-19: replacements close no connection and lose no message of a thousand")
    void keepsConnectionsOverReplacements() throws Exception {
        int count = 1000;
        try (RunningServer own = RunningServer.with()) {
            String route = "/api/v1/dynamic-routes/" + register(own, "first");
            List<RawSocket> clients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                clients.add(RawSocket.connect(own.port(), "/ws/live"));
            }
            FutureTask<Integer> change =
                    new FutureTask<>(() ->
                            own.request(
                                            "PUT",
                                            route,
                                            live("second"),
                                            "Content-Type: application/json")
                                    .status());
            for (int i = 0; i < count; i++) {
                clients.get(i).send("1");
                if (i == count / 4) {
                    Thread.ofPlatform().name("replacement").start(change);
                }
            }
            assertThat(change.get()).isEqualTo(200);
            for (RawSocket client : clients) {
                client.send("2");
            }
            for (RawSocket client : clients) {
                assertThat(client.next()).matches("(first|second) 1");
                assertThat(client.next()).isEqualTo("second 2");
                client.close();
            }
        }
    }

    @Test
    @DisplayName("WS-19: options of a new revision hold for open connections")
    void appliesOptionsOfANewRevision() {
        try (RunningServer own = RunningServer.with()) {
            String id = register(own, "first");
            try (SocketClient client = SocketClient.connect(own.port(), "/ws/live")) {
                client.send("12345678");
                assertThat(client.next()).isEqualTo("first 12345678");
                own.request(
                        "PUT",
                        "/api/v1/dynamic-routes/" + id,
                        live("second")
                                .replace(
                                        "{\"name\"",
                                        "{\"ws_options\":{\"max_message_bytes\":11},\"name\""),
                        "Content-Type: application/json");
                client.send("1234");
                assertThat(client.next()).startsWith("second");
                client.send("123456789012");
                assertThat(client.next()).startsWith("closed: 1009");
            }
        }
    }

    @Test
    @DisplayName("WS-19: a deleted route runs on_disconnect before the close frame with 1001")
    void runsTheOldHookBeforeItCloses() {
        String route =
                "{\"name\":\"old\",\"path\":\"/ws/old\",\"ws_hooks\":{\"on_connect\":[{\"return\":\"hi\"}],"
                        + "\"on_disconnect\":[{\"set\":{\"found\":null}},{\"until\":{\"condition\":\"found\","
                        + "\"do\":[{\"sleep\":5},{\"redis_op\":{\"command\":\"GET\",\"key\":\"go\","
                        + "\"output_var\":\"found\"}}]}}]}}";
        try (RunningServer own =
                RunningServer.with(
                        """
                        name: go
                        path: /go
                        method: POST
                        logic:
                          - redis_op: {command: SET, key: go, value: x}
                        """)) {
            String id = id(own.postJson("/api/v1/dynamic-routes", route).body());
            try (RawSocket client = RawSocket.connect(own.port(), "/ws/old")) {
                assertThat(client.next()).isEqualTo("hi");
                own.request("DELETE", "/api/v1/dynamic-routes/" + id, "");
                client.send(new ClientFrames().frame(0x89, ClientFrames.utf8("open")));
                assertThat(client.next()).isEqualTo("pong: open");
                own.postJson("/go", "{}");
                assertThat(client.next()).isEqualTo("close: 1001 The route is gone");
            }
        }
    }

    private static String register(RunningServer own, String word) {
        return id(own.postJson("/api/v1/dynamic-routes", live(word)).body());
    }

    private static String id(String answer) {
        return answer.replaceAll(".*\"route_id\":\"([^\"]*)\".*", "$1");
    }

    private static String live(String word) {
        return "{\"name\":\"live\",\"path\":\"/ws/live\",\"ws_hooks\":{\"on_message\":[{\"return\":\""
                + word
                + " {{ message }}\"}]}}";
    }

    private static void execute(String url, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement all = connection.createStatement()) {
            all.execute(statement);
        }
    }
}
