package dev.tiercel.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.effect.HttpCall;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.HttpTarget;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How outgoing requests reach their targets, and how bodies come over the connection. */
class OutgoingConnectionTest {
    private static HttpServer server;
    private static HttpClient client;
    private static LogicRun logic;

    @BeforeAll
    static void start() throws IOException {
        server = listen(InetAddress.getLoopbackAddress());
        client =
                new HttpClient(
                        new ServerConfig.HttpClient(
                                List.of("*"),
                                List.of("169.254.0.0/16"),
                                Duration.ofSeconds(2),
                                10_000,
                                "Tiercel/test"),
                        HttpClientMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(client));
    }

    @AfterAll
    static void stop() {
        logic.close();
        client.close();
        server.stop(0);
    }

    private static HttpServer listen(InetAddress address) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(address, 0), 0);
        started.createContext("/", OutgoingConnectionTest::answer);
        started.start();
        return started;
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String text =
                    switch (path) {
                        case "/bomb" -> "a".repeat(50_000);
                        case "/codings" -> exchange.getRequestHeaders().getFirst("Accept-Encoding");
                        case "/host" -> exchange.getRequestHeaders().getFirst("Host");
                        default -> "{\"a\":[1,\"ü\"]}";
                    };
            String encoding = path.equals("/deflate") ? "deflate" : "gzip";
            boolean isPlain = path.equals("/host") || path.equals("/codings");
            exchange.getResponseHeaders()
                    .add("Content-Type", isPlain ? "text/plain" : "application/json");
            if (!isPlain) {
                exchange.getResponseHeaders().add("Content-Encoding", encoding);
            }
            byte[] whole = isPlain ? text.getBytes(StandardCharsets.UTF_8) : pack(text, encoding);
            byte[] octets = sent(path, whole);
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sent(String path, byte[] whole) {
        if (path.equals("/damaged")) {
            whole[whole.length - 6] ^= 1;
        }
        return path.equals("/short") ? Arrays.copyOf(whole, whole.length - 5) : whole;
    }

    private static byte[] pack(String text, String encoding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                encoding.equals("gzip")
                        ? new GZIPOutputStream(packed)
                        : new DeflaterOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static String run(String url, String result) {
        LogicRun.Outcome outcome =
                logic.run(TieringMode.COMPILE, "- http: '" + url + "'\n- get: " + result);
        return outcome.error() == null ? outcome.body() : outcome.code() + ": " + outcome.body();
    }

    private static String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @ParameterizedTest
    @CsvSource({"/gzip", "/deflate"})
    @DisplayName("OP-16: a body that comes compressed is what it was before")
    void unpacks(String path) {
        assertThat(run(base() + path, "http_response.body")).isEqualTo("{\"a\":[1,\"ü\"]}");
        assertThat(run(base() + path, "has(http_response.headers, 'content-encoding')"))
                .isEqualTo("false");
    }

    @Test
    @DisplayName("OP-17: a body that is too large once unpacked is too large")
    void boundsWhatIsUnpacked() {
        assertThat(run(base() + "/bomb", "http_response.body"))
                .isEqualTo("HTTP_ERROR: The response is larger than 10000 bytes");
    }

    @ParameterizedTest
    @CsvSource({"/short", "/damaged"})
    @DisplayName("OP-17: a packed body that is not whole is an error, and not part of a body")
    void refusesDamagedBodies(String path) {
        assertThat(run(base() + path, "http_response.body"))
                .isEqualTo("HTTP_ERROR: The response is not packed as gzip");
    }

    @Test
    @DisplayName("OP-14: a request may ask for a coding of its own")
    void passesAcceptedCodings() {
        String steps = "- http: {url: '%s/codings', headers: {Accept-Encoding: identity}}\n";
        assertThat(
                        logic.run(
                                        TieringMode.COMPILE,
                                        steps.formatted(base()) + "- get: http_response.body")
                                .body())
                .isEqualTo("\"identity\"");
    }

    @Test
    @DisplayName("OP-14: an IPv6 address can be the host")
    void reachesSixthVersion() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        try {
            HttpServer six = listen(loopback);
            int port = six.getAddress().getPort();
            assertThat(run("http://[::1]:" + port + "/host", "http_response.body"))
                    .isEqualTo("\"[::1]:" + port + "\"");
            six.stop(0);
        } catch (BindException e) {
            // A machine without IPv6: no connection, but no defect either.
            assertThat(run("http://[::1]:9/host", "http_response.body"))
                    .startsWith("HTTP_ERROR: No connection: ");
        }
    }

    @Test
    @DisplayName("OP-14: a service with an underscore in its name can be the host")
    void reachesServicesWithUnderscores() {
        String url = "http://stock_service:" + server.getAddress().getPort() + "/host";

        HttpReply reply =
                client.exchange(
                                HttpCall.withoutBody("GET", url, List.of()),
                                HttpTarget.of(url).orElseThrow())
                        .send(
                                List.of(InetAddress.getLoopbackAddress()),
                                new TimeLimit(0, Duration.ofSeconds(5).toNanos()));

        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("stock_service:" + server.getAddress().getPort());
    }

    @Test
    @DisplayName("OP-21: IPv6 addresses that carry a denied address are denied")
    void guardsCarriedAddresses() {
        for (String host :
                List.of(
                        "[::ffff:169.254.1.1]",
                        "[64:ff9b::a9fe:101]",
                        "[::169.254.1.1]",
                        "[2002:a9fe:101::]",
                        "2852039166")) {
            assertThat(run("http://" + host + "/", "http_response.body"))
                    .startsWith("HTTP_DENIED: ");
        }
    }
}
