package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others wrote: Vert.x and the npm package ws; the JDK's is used everywhere else. */
class InteroperabilityTest {
    private static final String ECHO =
            """
            name: echo
            path: /ws/echo
            ws_hooks:
              on_message:
                - if: "message == 'close'"
                  then: [{ws_op: {command: close, code: 3000, reason: as asked}}]
                  else: [{return: "{{ message }}"}]
            """;

    private static final String KNOWN =
            """
            name: known
            path: /ws/known
            auth_required: true
            ws_hooks:
              on_message: [{return: "{{ connection.user }}"}]
            """;

    private static final String ROOM =
            """
            name: room
            path: /ws/room
            ws_hooks:
              on_message: [{ws_op: {command: broadcast, channel: room}}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        "auth: {api_keys: [{name: ada, key: secret}]}\n", ECHO, KNOWN, ROOM);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("the npm package ws: texts, bytes, fragments, pings, closes, refusals, a room")
    void nodeSpeaks(@TempDir Path directory) throws IOException, InterruptedException {
        Path script = directory.resolve("interoperability.cjs");
        try (InputStream source =
                Objects.requireNonNull(
                        getClass().getResourceAsStream("/websocket/interoperability.cjs"))) {
            Files.copy(source, script);
        }
        ProcessBuilder builder =
                new ProcessBuilder("node", script.toString(), "ws://127.0.0.1:" + server.port());
        builder.environment().put("NODE_PATH", "/usr/share/nodejs");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .isEqualTo(
                        """
                        text grüße 𝄞
                        binary 60000 7 true
                        fragments in three parts
                        pong between
                        close 4321
                        too large 1009
                        closed by the server 3000 as asked
                        user ada protocol v1
                        refused Unexpected server response: 401 | Unexpected server response: 404
                        members 20
                        """);
    }

    @Test
    @DisplayName("Vert.x: texts, bytes, fragments, pings, closes, subprotocols")
    void vertxSpeaks() throws Exception {
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient();
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try {
            WebSocket echo = await(client.connect(server.port(), "127.0.0.1", "/ws/echo"));
            echo.textMessageHandler(events::add);
            echo.binaryMessageHandler(bytes -> events.add("bytes " + bytes.length()));
            echo.pongHandler(content -> events.add("pong " + content));
            echo.closeHandler(
                    _ -> events.add("closed " + echo.closeStatusCode() + " " + echo.closeReason()));

            await(echo.writeTextMessage("grüße 𝄞"));
            assertThat(next(events)).isEqualTo("grüße 𝄞");
            await(echo.writeBinaryMessage(Buffer.buffer(new byte[60_000])));
            assertThat(next(events)).isEqualTo("bytes 60000");
            await(echo.writeFrame(WebSocketFrame.textFrame("in ", false)));
            await(echo.writePing(Buffer.buffer("between")));
            await(echo.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("parts"), true)));
            assertThat(next(events)).isEqualTo("pong between");
            assertThat(next(events)).isEqualTo("in parts");
            await(echo.writeTextMessage("close"));
            assertThat(next(events)).isEqualTo("closed 3000 as asked");

            WebSocket known =
                    await(
                            client.connect(
                                    new WebSocketConnectOptions()
                                            .setPort(server.port())
                                            .setHost("127.0.0.1")
                                            .setURI("/ws/known?access_token=secret")));
            known.textMessageHandler(events::add);
            await(known.writeTextMessage("who"));
            assertThat(next(events)).isEqualTo("ada");
        } finally {
            await(client.close());
            await(vertx.close());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String next(BlockingQueue<String> events) throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }
}
