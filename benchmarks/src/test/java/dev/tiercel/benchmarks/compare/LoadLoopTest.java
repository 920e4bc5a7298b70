package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadLoopTest {
    private static final byte[] BODY = "{\"message\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

    private static final int CONNECTIONS = 2;
    private static final byte[] EMPTY_ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

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
    void aRateIsCarriedByAllConnections() throws IOException {
        Map<Socket, Integer> requestsByConnection = new ConcurrentHashMap<>();
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LoadLoop load = load(listening.getLocalPort(), "/", new byte[0])) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket accepted = listening.accept();
                Thread.startVirtualThread(() -> answerEach(accepted, requestsByConnection));
            }
            load.closed(Duration.ofMillis(50));
            requestsByConnection.clear();

            load.paced(200, Duration.ofMillis(100), Duration.ofMinutes(1));
        }

        assertThat(requestsByConnection.values())
                .hasSize(CONNECTIONS)
                .allSatisfy(requests -> assertThat(requests).isBetween(7, 13));
    }

    private static void answerEach(Socket socket, Map<Socket, Integer> requestsByConnection) {
        try (socket;
                Scanner in = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII)) {
            in.useDelimiter("\r\n\r\n");
            while (in.hasNext()) {
                in.next();
                requestsByConnection.merge(socket, 1, Integer::sum);
                socket.getOutputStream().write(EMPTY_ANSWER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAnswerThatDiffersOnlyWhereAnswersVaryIsTheExpectedOne() throws IOException {
        AtomicInteger number = new AtomicInteger();
        server.createContext(
                "/numbered",
                exchange -> {
                    byte[] body = numbered(100 + number.getAndIncrement() % 900);
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        int port = server.getAddress().getPort();
        byte[] request = Request.get("/numbered").bytes(port);
        ExpectedBody body = ExpectedBody.common(List.of(numbered(200), numbered(201)));
        try (LoadLoop load =
                new LoadLoop(port, CONNECTIONS, List.of(new Expected(request, 200, body)))) {
            assertThat(load.closed(Duration.ofMillis(50)).answers()).isPositive();
        }
    }

    private static byte[] numbered(int number) {
        return "{\"message\":\"hello\",\"number\":%d}"
                .formatted(number)
                .getBytes(StandardCharsets.UTF_8);
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
        return load(server.getAddress().getPort(), path, expected);
    }

    private static LoadLoop load(int port, String path, byte[] expected) throws IOException {
        byte[] request = Request.get(path).bytes(port);
        Expected exchange = new Expected(request, 200, ExpectedBody.constant(expected));
        return new LoadLoop(port, CONNECTIONS, List.of(exchange));
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
