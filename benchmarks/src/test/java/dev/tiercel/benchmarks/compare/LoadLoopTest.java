package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadLoopTest {
    private static final byte[] BODY = "{\"message\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

    private final LongAdder asked = new LongAdder();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/sized", BODY.length, false);
        answer("/chunked", 0, false);
        answer("/closing", BODY.length, true);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sized", "/chunked", "/closing"})
    void countsEveryAnswerOfAClosedLoop(String path) throws IOException {
        try (LoadLoop load = load(path, BODY)) {
            LoadResult result = load.closed(Duration.ofMillis(50));

            assertThat(result.answers()).isPositive().isEqualTo(asked.sum());
        }
    }

    @Test
    void sendsAsManyRequestsAsTheRateSays() throws IOException {
        try (LoadLoop load = load("/sized", BODY)) {
            LoadResult result = load.paced(1000, Duration.ofMillis(50), Duration.ofMinutes(1));

            assertThat(result.answers()).isEqualTo(50).isEqualTo(asked.sum());
            assertThat(result.latencies().getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void requestsThatAreNotAnsweredInTimeCountWithTheirWaiting() throws IOException {
        server.createContext(
                "/slow",
                exchange -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    exchange.sendResponseHeaders(200, BODY.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(BODY);
                    }
                });
        try (LoadLoop load = load("/slow", BODY)) {
            LoadResult result = load.paced(1000, Duration.ofMillis(50), Duration.ZERO);

            assertThat(result.answers()).isLessThan(50);
            assertThat(result.latencies().getTotalCount()).isEqualTo(50);
            assertThat(result.latencies().getMaxValue()).isGreaterThan(40_000_000);
        }
    }

    @Test
    void anotherAnswerThanExpectedEndsTheLoad() throws IOException {
        try (LoadLoop load = load("/sized", "{}".getBytes(StandardCharsets.UTF_8))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> load.closed(Duration.ofMillis(50)))
                    .withMessage("status 200 with {\"message\":\"hello\"}");
        }
    }

    private LoadLoop load(String path, byte[] expected) throws IOException {
        int port = server.getAddress().getPort();
        byte[] request = Request.get(path).bytes(port);
        return new LoadLoop(port, 2, List.of(new Expected(request, 200, expected, true)));
    }

    private void answer(String path, long length, boolean isClosing) {
        server.createContext(
                path,
                exchange -> {
                    asked.increment();
                    if (isClosing) {
                        exchange.getResponseHeaders().set("Connection", "close");
                    }
                    exchange.sendResponseHeaders(200, length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(BODY);
                    }
                });
    }
}
