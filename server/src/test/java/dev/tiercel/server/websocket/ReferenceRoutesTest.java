package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.golden.ReferenceDocuments;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The WebSocket routes of the seed do what is printed beside them (documents.md, appendix A). */
class ReferenceRoutesTest {
    private static final String ID =
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static RunningServer server;
    private static List<Path> files = List.of();

    /** Tests by the names of the documents, which are all that begin with {@code ws-}. */
    private static Map<String, Runnable> tests() {
        Map<String, Runnable> tests = new LinkedHashMap<>();
        tests.put("ws-broadcast-channel.yaml", ReferenceRoutesTest::broadcastsToAChannel);
        tests.put("ws-broadcast.yaml", ReferenceRoutesTest::broadcastsToTheRoute);
        tests.put("ws-chat-room.json", ReferenceRoutesTest::chats);
        tests.put("ws-chat-room.yaml", ReferenceRoutesTest::chats);
        tests.put("ws-cleanup-sql.yaml", ReferenceRoutesTest::cleansUp);
        tests.put("ws-echo.yaml", ReferenceRoutesTest::echoes);
        tests.put("ws-game-server.yaml", ReferenceRoutesTest::keepsTheScore);
        tests.put("ws-length-check.yaml", ReferenceRoutesTest::checksLengths);
        tests.put("ws-multi-room-chat.yaml", ReferenceRoutesTest::keepsRoomsApart);
        tests.put("ws-notification-hub.yaml", ReferenceRoutesTest::answersSubscriptions);
        tests.put("ws-on-connect.yaml", ReferenceRoutesTest::welcomes);
        tests.put("ws-on-disconnect.yaml", ReferenceRoutesTest::saysGoodBye);
        tests.put("ws-on-message.yaml", ReferenceRoutesTest::greetsOrBroadcasts);
        tests.put("ws-send.yaml", ReferenceRoutesTest::sends);
        tests.put("ws-team-channel.yaml", ReferenceRoutesTest::needsATeam);
        tests.put("ws-try.yaml", ReferenceRoutesTest::tries);
        return tests;
    }

    @BeforeAll
    static void start() throws IOException {
        files =
                ReferenceDocuments.files().stream()
                        .filter(file -> String.valueOf(file.getFileName()).startsWith("ws-"))
                        .toList();
        server = RunningServer.with();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRouteDoesWhatItSays() {
        Map<String, Runnable> tests = tests();
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                String.valueOf(file.getFileName()),
                                () -> {
                                    register(file);
                                    Objects.requireNonNull(
                                                    tests.get(String.valueOf(file.getFileName())))
                                            .run();
                                }));
    }

    private static void register(Path file) throws IOException {
        RawAnswer answer =
                server.request(
                        "POST",
                        "/api/v1/dynamic-routes",
                        Files.readString(file),
                        file.toString().endsWith(".json")
                                ? "Content-Type: application/json"
                                : "Content-Type: application/yaml");
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    private static SocketClient connect(String target) {
        return SocketClient.connect(server.port(), target);
    }

    private static void broadcastsToAChannel() {
        try (SocketClient one = connect("/ws/reference/broadcast-channel");
                SocketClient two = connect("/ws/reference/broadcast-channel")) {
            one.send("hello room");
            assertThat(one.next()).isEqualTo("hello room");
            assertThat(two.next()).isEqualTo("hello room");
        }
    }

    private static void broadcastsToTheRoute() {
        try (SocketClient one = connect("/ws/reference/broadcast");
                SocketClient two = connect("/ws/reference/broadcast")) {
            one.send("x");
            assertThat(one.next()).isEqualTo("Server announcement: null");
            assertThat(two.next()).isEqualTo("Server announcement: null");
        }
    }

    private static void chats() {
        try (SocketClient one = connect("/ws/chat");
                SocketClient two = connect("/api/ws/chat")) {
            assertThat(one.next()).matches("Welcome! You are connected as " + ID);
            assertThat(two.next()).matches("Welcome! You are connected as " + ID);
            two.send("hi all");
            assertThat(one.next()).isEqualTo("hi all");
            assertThat(two.next()).isEqualTo("hi all");
        }
    }

    private static void cleansUp() {
        try (SocketClient client = connect("/ws/reference/cleanup-sql")) {
            client.sendClose(1000, "");
            assertThat(client.next()).isEqualTo("closed: 1000 ");
        }
        try (SocketClient next = connect("/ws/reference/cleanup-sql")) {
            next.ping("served");
            assertThat(next.next()).isEqualTo("pong: served");
        }
    }

    private static void echoes() {
        try (SocketClient client = connect("/ws/echo")) {
            client.send("hi");
            assertThat(client.next()).isEqualTo("Echo: hi");
        }
    }

    private static void keepsTheScore() {
        try (SocketClient client = connect("/ws/game")) {
            String start = client.next();
            assertThat(start).matches("Game started! Player ID: " + ID);
            String id = start.substring(start.lastIndexOf(' ') + 1);
            client.send("other");
            for (int score = 1; score <= 3; score++) {
                client.send("score");
                assertThat(client.next()).isEqualTo("Score: " + score);
                assertThat(client.next()).isEqualTo(id + " scored! Total: " + score);
            }
        }
    }

    private static void checksLengths() {
        try (SocketClient client = connect("/ws/reference/length-check")) {
            client.send("x".repeat(1000));
            client.ping("nothing yet");
            assertThat(client.next()).isEqualTo("pong: nothing yet");
            client.send("x".repeat(1001));
            assertThat(client.next()).isEqualTo("Message too long");
        }
    }

    private static void keepsRoomsApart() {
        try (SocketClient red = connect("/ws/chat/red");
                SocketClient blue = connect("/api/ws/chat/blue")) {
            assertThat(red.next()).isEqualTo("Joined room: red");
            assertThat(red.next()).matches(ID + " joined");
            assertThat(blue.next()).isEqualTo("Joined room: blue");
            assertThat(blue.next()).matches(ID + " joined");
            try (SocketClient other = connect("/ws/chat/red")) {
                assertThat(other.next()).isEqualTo("Joined room: red");
                assertThat(other.next()).matches(ID + " joined").isEqualTo(red.next());
                other.send("only red");
                assertThat(red.next()).isEqualTo("only red");
                assertThat(other.next()).isEqualTo("only red");
            }
            assertThat(red.next()).matches(ID + " left");
            blue.send("only blue");
            assertThat(blue.next()).isEqualTo("only blue");
        }
    }

    private static void answersSubscriptions() {
        try (SocketClient client = connect("/ws/notifications?user_id=7")) {
            client.send("subscribe:news");
            assertThat(client.next()).isEqualTo("Subscribed to news");
            client.send("anything");
            assertThat(client.next()).isEqualTo("Invalid command");
        }
    }

    private static void welcomes() {
        try (SocketClient named = connect("/ws/reference/on-connect?name=Ada");
                SocketClient nameless = connect("/ws/reference/on-connect")) {
            assertThat(named.next()).isEqualTo("Welcome Ada!");
            assertThat(nameless.next()).isEqualTo("Welcome null!");
        }
    }

    private static void saysGoodBye() {
        try (SocketClient stays = connect("/ws/reference/on-disconnect");
                SocketClient leaves = connect("/ws/reference/on-disconnect")) {
            leaves.sendClose(1000, "");
            assertThat(stays.next()).matches("User " + ID + " has left");
        }
    }

    private static void greetsOrBroadcasts() {
        try (SocketClient one = connect("/ws/reference/on-message");
                SocketClient two = connect("/ws/reference/on-message")) {
            one.send("say hello");
            assertThat(one.next()).isEqualTo("Hello there!");
            two.send("news");
            assertThat(one.next()).matches(ID + ": news");
            assertThat(two.next()).matches(ID + ": news");
        }
    }

    private static void sends() {
        try (SocketClient client = connect("/ws/reference/send")) {
            client.send("x");
            assertThat(client.next()).matches("Hello " + ID);
        }
    }

    private static void needsATeam() {
        try (SocketClient client = connect("/ws/reference/team-channel")) {
            client.send("x");
            client.ping("open");
            assertThat(client.next()).isEqualTo("pong: open");
            assertThat(server.get("/metrics").body())
                    .contains(
                            "tiercel_ws_hook_errors_total{code=\"INVALID_ARGUMENT\",hook=\"on_message\",route=\"/ws/reference/team-channel\"}"
                                    + " 1.0");
        }
    }

    private static void tries() {
        try (SocketClient one = connect("/ws/reference/try");
                SocketClient two = connect("/ws/reference/try")) {
            one.send("works");
            assertThat(one.next()).isEqualTo("works");
            assertThat(two.next()).isEqualTo("works");
        }
    }
}
