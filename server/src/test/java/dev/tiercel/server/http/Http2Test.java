package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 without TLS (HTTP-2): by upgrade, by prior knowledge, many requests at a time. */
class Http2Test {
    private static final String ROUTES =
            """
            path: /hello/:name
            method: GET
            logic: [{return: {hello: "{{ params.name }}", agent: "{{ headers['x-a'] }}"}}]
            ---
            path: /echo
            method: POST
            limits: {body_bytes: 1000}
            logic: [{return: "{{ body }}"}]
            ---
            path: /nothing
            method: GET
            logic: [{return: {value: null, status: 204}}]
            ---
            path: /latin
            method: GET
            logic: [{return: {value: 1, headers: {X-City: "Orl\u00E9ans"}}}]
            """;

    private static final int FRAME_HEAD = 9;
    private static final byte DATA = 0;
    private static final byte HEADERS = 1;
    private static final byte SETTINGS = 4;
    private static final byte GOAWAY = 7;
    private static final Logger HELIDON = Logger.getLogger("io.helidon.webserver");
    private static final int END_OF_STREAM = 1;
    private static final int END_OF_HEADERS = 4;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(ROUTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("HTTP-2: a client that asks for the upgrade gets HTTP/2")
    void upgrade() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> first = client.send(get("/hello/a"), body());
            HttpResponse<String> second = client.send(get("/hello/b"), body());

            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(first.body()).isEqualTo("{\"hello\":\"a\",\"agent\":\"1\"}");
            assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(second.body()).isEqualTo("{\"hello\":\"b\",\"agent\":\"1\"}");
            assertThat(second.headers().firstValue("content-length")).hasValue("25");
            assertThat(second.headers().firstValue("x-request-id").orElse("")).hasSize(36);
            assertThat(client.send(get("/none"), body()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("HTTP-2: several requests at a time each get their own answer")
    void streams() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(get("/hello/first"), body());
            List<CompletableFuture<HttpResponse<String>>> answers =
                    IntStream.range(0, 200)
                            .mapToObj(i -> client.sendAsync(get("/hello/" + i), body()))
                            .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).join().body())
                        .isEqualTo("{\"hello\":\"" + i + "\",\"agent\":\"1\"}");
            }
        }
    }

    @Test
    @DisplayName("HTTP-17: the limit of bodies holds for HTTP/2")
    void bodies() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(get("/hello/first"), body());

            assertThat(client.send(post("x".repeat(1000)), body()).body()).hasSize(1002);
            assertThat(client.send(post("x".repeat(1001)), body()).statusCode()).isEqualTo(413);
            assertThat(client.send(get("/hello/again"), body()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("HTTP-28, HTTP-40: 204 has no length in HTTP/2 either")
    void noBody() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(get("/hello/first"), body());
            HttpResponse<String> answer = client.send(get("/nothing"), body());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("content-length")).isEmpty();
            assertThat(answer.headers().firstValue("x-request-id").orElse("")).hasSize(36);
        }
    }

    @Test
    @DisplayName("HTTP-2: prior knowledge")
    void priorKnowledge() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            connection.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});

            byte[] frame = connection.bytes(9);

            assertThat(frame[3]).as("type of the first frame: SETTINGS").isEqualTo((byte) 4);
        }
    }

    @Test
    @DisplayName("HTTP-3: an invalid escape is answered, and does not end the connection")
    void invalidEscape() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            begin(connection);
            connection.send(frame(HEADERS, 1, head("/hello/%zz", "1")));

            assertThat(data(connection, 1))
                    .contains("\"status\":400", "\"message\":\"The path has an invalid escape\"");

            connection.send(frame(HEADERS, 3, head("/hello/x", "1")));
            assertThat(data(connection, 3)).isEqualTo("{\"hello\":\"x\",\"agent\":\"1\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello/x\r\nInjected: 1",
                "/hello/a\0b",
                "/hello/\u0001",
                "/hello/a b",
                "/hello/x?a=\r\n",
                "/hello/x#fragment",
                "/hello/\u00E9"
            })
    @DisplayName("HTTP-41: characters that a target must escape are refused in HTTP/2")
    void malformedTargets(String target) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            begin(connection);
            connection.send(frame(HEADERS, 1, head(target, "1")));

            assertThat(data(connection, 1)).contains("\"status\":400");
        }
    }

    @Test
    @DisplayName("HTTP-12: a header whose bytes would be lost is refused in HTTP/2")
    void bytesBeyondAscii() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            begin(connection);
            connection.send(frame(HEADERS, 1, head("/hello/x", "\u00E9")));

            assertThat(data(connection, 1)).contains("\"status\":400", "has bytes beyond ASCII");
        }
    }

    @Test
    @DisplayName("HTTP-27: a header that HTTP/2 would send with question marks is an error")
    void headersBeyondAscii() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> answer = client.send(get("/latin"), body());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("\"code\":\"RESPONSE_INVALID\"", "Header `X-City` has characters");
        }
        assertThat(server.get("/latin").header("X-City")).isEqualTo("Orl\u00E9ans");
    }

    @Test
    @DisplayName("HTTP-39: the limit of the head holds for HTTP/2")
    void heads() {
        try (RunningServer small =
                        RunningServer.configured("server: {max_header_bytes: 1000}\n", ROUTES);
                RawConnection connection = RawConnection.to(small.port())) {
            begin(connection);
            connection.send(frame(HEADERS, 1, head("/hello/x", "a".repeat(900))));
            assertThat(data(connection, 1)).startsWith("{\"hello\":\"x\",\"agent\":\"aaa");

            connection.send(frame(HEADERS, 3, head("/hello/x", "a".repeat(1000))));
            assertThat(data(connection, 3))
                    .contains("\"status\":431", "\"code\":\"HEADERS_TOO_LARGE\"");

            connection.send(frame(HEADERS, 5, head("/hello/" + "x".repeat(1000), "1")));
            assertThat(data(connection, 5)).contains("\"code\":\"HEADERS_TOO_LARGE\"");

            connection.send(frame(HEADERS, 7, head("/hello/x", "a".repeat(12_000))));
            assertThat(data(connection, 7)).contains("\"code\":\"HEADERS_TOO_LARGE\"");

            connection.send(frame(HEADERS, 9, head("/hello/x", "1")));
            assertThat(data(connection, 9)).isEqualTo("{\"hello\":\"x\",\"agent\":\"1\"}");
        }
    }

    @Test
    @DisplayName("HTTP-9: a method that no route can have is answered as in HTTP/1.1")
    void unknownMethod() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            begin(connection);
            connection.send(frame(HEADERS, 1, head("BREW", "/hello/x", "1")));

            assertThat(data(connection, 1))
                    .contains("\"status\":405", "The path allows GET, HEAD, OPTIONS, not BREW");
        }
        assertThat(server.request("BREW", "/hello/x", "").body())
                .contains("\"status\":405", "The path allows GET, HEAD, OPTIONS, not BREW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G@T", "GE T", "G\r\nT", "G\u00e9T"})
    @DisplayName("HTTP-41: a method that is no token ends the connection, without noise in the log")
    void malformedMethods(String method) throws IOException {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        try (Closeable _ = listen(told);
                RawConnection connection = RawConnection.to(server.port())) {
            begin(connection);
            connection.send(frame(HEADERS, 1, head(method, "/hello/x", "1")));

            assertThat(typesToTheEnd(connection)).endsWith(GOAWAY);
        }
        assertThat(told).doesNotHaveAnyElementsOfTypes(IllegalArgumentException.class);
        assertThat(server.get("/hello/x").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("HTTP-2: what follows an upgrade and is no HTTP/2 ends the connection as quietly")
    void malformedPreface() throws IOException {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        try (Closeable _ = listen(told);
                RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    RawConnection.request(
                            "GET",
                            "/hello/x",
                            "",
                            "Connection: Upgrade, HTTP2-Settings",
                            "Upgrade: h2c",
                            "HTTP2-Settings: AAMAAABkAAQAAP__"));
            assertThat(connection.answerToHead().status()).isEqualTo(101);

            connection.send("GET /hello/x HTTP/1.1\r\n\r\n");

            assertThat(typesToTheEnd(connection)).endsWith(GOAWAY);
        }
        assertThat(told).doesNotHaveAnyElementsOfTypes(IllegalStateException.class);
    }

    /** Listens to what Helidon says went wrong, until it is closed. */
    private static Closeable listen(List<Throwable> told) {
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord message) {
                        Optional.ofNullable(message.getThrown()).ifPresent(told::add);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        HELIDON.addHandler(handler);
        return () -> HELIDON.removeHandler(handler);
    }

    /** Returns the types of the frames until the server closes the connection. */
    private static List<Byte> typesToTheEnd(RawConnection connection) {
        ByteBuffer bytes = ByteBuffer.wrap(connection.bytes(100_000));
        List<Byte> types = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int length = (bytes.get() & 0xff) << 16 | (bytes.getShort() & 0xffff);
            types.add(bytes.get());
            bytes.position(bytes.position() + FRAME_HEAD - 4 + length);
        }
        return types;
    }

    /** Sends what a connection begins with. */
    private static void begin(RawConnection connection) {
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        connection.send(frame(SETTINGS, 0, new byte[0]));
    }

    /** Returns a frame that is the last of its kind. */
    private static byte[] frame(int type, int stream, byte[] payload) {
        int flags = type == HEADERS ? END_OF_STREAM | END_OF_HEADERS : 0;
        return ByteBuffer.allocate(FRAME_HEAD + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static byte[] head(String path, String agent) {
        return head("GET", path, agent);
    }

    /** Returns the block of a request, all of it literals that nobody indexes (RFC 7541). */
    private static byte[] head(String method, String path, String agent) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x02);
        literal(method, block);
        block.writeBytes(new byte[] {(byte) 0x86, 0x04});
        literal(path, block);
        block.write(0x01);
        literal("localhost", block);
        block.write(0);
        literal("x-a", block);
        literal(agent, block);
        return block.toByteArray();
    }

    private static void literal(String text, ByteArrayOutputStream block) {
        int rest = text.length() - 127;
        block.write(Math.min(text.length(), 127));
        for (; rest >= 128; rest >>= 7) {
            block.write(rest % 128 + 128);
        }
        if (text.length() >= 127) {
            block.write(rest);
        }
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the first data of a stream; fails if the connection or a stream ends before. */
    private static String data(RawConnection connection, int stream) {
        while (true) {
            ByteBuffer head = ByteBuffer.wrap(connection.bytes(FRAME_HEAD));
            int length = (head.get() & 0xff) << 16 | (head.getShort() & 0xffff);
            byte type = head.get();
            head.get();
            int of = head.getInt();
            byte[] payload = connection.bytes(length);
            assertThat(type).as("neither RST_STREAM nor GOAWAY").isNotIn((byte) 3, (byte) 7);
            if (type == DATA && of == stream) {
                return new String(payload, StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void upgradeWithoutSettingsIsAnOrdinaryRequest() {
        RawAnswer answer = server.get("/hello/x", "Connection: Upgrade", "Upgrade: h2c", "X-A: 1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"hello\":\"x\",\"agent\":\"1\"}");
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(uri(path)).header("X-A", "1").build();
    }

    private static HttpRequest post(String text) {
        return HttpRequest.newBuilder(uri("/echo"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static HttpResponse.BodyHandler<String> body() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
