package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.HttpHookSupport;
import dev.tiercel.server.http.RunningServer;
import dev.tiercel.server.route.MalformedPathException;
import dev.tiercel.server.route.RequestPath;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which revision serves a connection that is made while its route is replaced. */
class NewestRevisionTest {
    @Test
    @DisplayName("WS-19: a release between the handshake and the first message serves the message")
    void servesWhatWasPublishedMeanwhile() throws MalformedPathException {
        try (RunningServer server = RunningServer.with()) {
            ServedRoute first = register(server, "first");
            ServedRoute second = register(server, "second");
            AtomicBoolean isPublished = new AtomicBoolean();
            Function<ServedRoute, Optional<ServedRoute>> newest =
                    _ -> Optional.of(isPublished.getAndSet(true) ? second : first);

            assertThat(answer(newest, first)).endsWith("second x");
        }
    }

    private static String answer(
            Function<ServedRoute, Optional<ServedRoute>> newest, ServedRoute matched) {
        ServerConfig config = ConfigReader.read(Optional.empty(), Map.of(), Map.of(), "test");
        Written written = new Written();
        try (CoarseClock clock = CoarseClock.ticking(Duration.ofMillis(4));
                WebSockets sockets =
                        new WebSockets(
                                config.webSocket(),
                                new ExecutionEnvironment(
                                        clock,
                                        InstantSource.system(),
                                        RandomSource.seeded(1),
                                        ObjectValue.EMPTY,
                                        4,
                                        4),
                                newest,
                                new HttpHookSupport(config),
                                SocketMetrics.NONE)) {
            Place place = sockets.reserve("127.0.0.1", matched).orElseThrow();
            sockets.serve(
                    ClientFrames.source(new ClientFrames().text("x").toBytes()),
                    written,
                    new byte[0],
                    handshake(),
                    place);
        }
        return written.bytes.toString(StandardCharsets.UTF_8);
    }

    private static Handshake handshake() {
        return new Handshake(
                "GET",
                "/ws/live",
                ObjectValue.EMPTY,
                ObjectValue.EMPTY,
                ObjectValue.EMPTY,
                ObjectValue.EMPTY,
                "127.0.0.1",
                "id",
                null);
    }

    private static ServedRoute register(RunningServer server, String word)
            throws MalformedPathException {
        server.postJson(
                "/api/v1/dynamic-routes",
                "{\"name\":\"live\",\"path\":\"/ws/live\",\"ws_hooks\":{\"on_message\":[{\"return\":\""
                        + word
                        + " {{ message }}\"}]}}");
        return Objects.requireNonNull(
                server.server()
                        .registry()
                        .current()
                        .table()
                        .find(RouteMethod.WS, RequestPath.parse("/ws/live")));
    }

    private static final class Written implements FrameSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(byte[] frames, int length) {
            bytes.write(frames, 0, length);
        }

        @Override
        public void finish() {}

        @Override
        public void disconnect() {}
    }
}
