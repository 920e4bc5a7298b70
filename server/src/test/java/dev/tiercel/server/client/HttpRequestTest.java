package dev.tiercel.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.effect.HttpCall;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.HttpTarget;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outgoing requests to a real server, in each tier. */
class HttpRequestTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private HttpServer server;
    private HttpClient client;
    private LogicRun logic;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        client = new HttpClient(config(List.of("169.254.0.0/16")), HttpClientMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(client));
    }

    private static ServerConfig.HttpClient config(List<String> deny) {
        return new ServerConfig.HttpClient(
                List.of("*"), deny, Duration.ofSeconds(2), 10_000, "Tiercel/test");
    }

    @AfterEach
    void stop() {
        held.countDown();
        logic.close();
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            received.add(
                    exchange.getRequestMethod()
                            + " "
                            + path
                            + " "
                            + new String(body, StandardCharsets.UTF_8));
            switch (exchange.getRequestURI().getPath()) {
                case "/echo" -> send(exchange, 200, "application/json", echo(exchange, body));
                case "/text" ->
                        send(exchange, 200, "text/plain", "plain".getBytes(StandardCharsets.UTF_8));
                case "/untyped" ->
                        send(exchange, 200, null, "[1]".getBytes(StandardCharsets.UTF_8));
                case "/broken" ->
                        send(
                                exchange,
                                200,
                                "application/json",
                                "{".getBytes(StandardCharsets.UTF_8));
                case "/bytes" -> send(exchange, 200, "image/png", new byte[] {1, 2});
                case "/empty" -> exchange.sendResponseHeaders(204, -1);
                case "/large" -> send(exchange, 200, "text/plain", new byte[20_000]);
                case "/flaky" ->
                        send(
                                exchange,
                                received.size() < 3 ? 503 : 200,
                                "text/plain",
                                new byte[] {'x'});
                case "/slow" -> held.await();
                case "/redirect" -> {
                    exchange.getResponseHeaders().add("Location", "/echo?redirected=1");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/metadata" -> {
                    exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/elsewhere" -> {
                    String other = base.replace("127.0.0.1", "localhost") + "/echo";
                    exchange.getResponseHeaders().add("Location", other);
                    exchange.sendResponseHeaders(307, -1);
                }
                case "/nowhere" -> {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:99999/");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/circle" -> {
                    exchange.getResponseHeaders().add("Location", "/circle");
                    exchange.sendResponseHeaders(302, -1);
                }
                default ->
                        send(exchange, 404, "text/plain", "none".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] echo(HttpExchange exchange, byte[] body) {
        String headers =
                exchange.getRequestHeaders().entrySet().stream()
                        .filter(e -> !e.getKey().equals("Host"))
                        .map(e ->
                                e.getKey().toLowerCase(Locale.ROOT)
                                        + "="
                                        + String.join(",", e.getValue()))
                        .sorted()
                        .collect(Collectors.joining(";"));
        return ("{\"method\":\"%s\",\"uri\":\"%s\",\"headers\":\"%s\",\"body\":\"%s\"}"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                headers,
                                new String(body, StandardCharsets.UTF_8).replace("\"", "'")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, @Nullable String type, byte[] body)
            throws IOException {
        if (type != null) {
            exchange.getResponseHeaders().add("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private LogicRun.Outcome run(TieringMode tier, String operation) {
        return logic.run(tier, "- http: " + operation.replace("BASE", base));
    }

    private String body(TieringMode tier, String operation) {
        LogicRun.Outcome outcome =
                logic.run(
                        tier,
                        "- http: "
                                + operation.replace("BASE", base)
                                + "\n- get: http_response.body");
        assertThat(outcome.error()).as(outcome.body()).isNull();
        return outcome.body();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-14, OP-15: what is sent")
    void sends(TieringMode tier) {
        assertThat(
                        body(
                                tier,
                                "{url: 'BASE/echo?a=1', query: {q: 'x y&z', n: [1, 2], no: null},"
                                        + " headers: {X-Test: 5, X-No: null}}"))
                .isEqualTo(
                        "{\"method\":\"GET\",\"uri\":\"/echo?a=1&q=x%20y%26z&n=1&n=2\","
                                + "\"headers\":\"accept-encoding=deflate, gzip;traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01;"
                                + "user-agent=Tiercel/test;x-request-id=request-1;x-test=5\",\"body\":\"\"}");
        assertThat(body(tier, "{url: BASE/echo, method: POST, body: {a: [1]}}"))
                .contains("content-type=application/json;")
                .contains("\"body\":\"{'a':[1]}\"");
        assertThat(body(tier, "{url: BASE/echo, method: PUT, body: text}"))
                .contains("content-type=text/plain; charset=utf-8;")
                .contains("\"body\":\"text\"");
        assertThat(
                        body(
                                tier,
                                "{url: BASE/echo, method: PUT, body: x, headers: {Content-Type: a/b}}"))
                .contains("content-type=a/b;");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-16, OP-17: any status is a result, bodies by their media type")
    void receives(TieringMode tier) {
        assertThat(body(tier, "BASE/text")).isEqualTo("\"plain\"");
        assertThat(body(tier, "BASE/untyped")).isEqualTo("[1]");
        assertThat(body(tier, "BASE/broken")).isEqualTo("\"{\"");
        assertThat(body(tier, "BASE/empty")).isEqualTo("null");
        assertThat(
                        logic.run(
                                        tier,
                                        "- http: "
                                                + base
                                                + "/bytes\n- return: \"{{ type_of(http_response.body) }}\"")
                                .body())
                .isEqualTo("\"bytes\"");
        assertThat(logic.run(tier, "- http: " + base + "/x\n- get: http_response.status").body())
                .isEqualTo("404");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-20: redirects of GET are followed, five at most")
    void followsRedirects(TieringMode tier) {
        assertThat(body(tier, "BASE/redirect")).contains("/echo?redirected=1");
        assertThat(
                        logic.run(
                                        tier,
                                        "- http: {url: BASE/redirect, method: POST, body: x}\n- get: http_response.status"
                                                .replace("BASE", base))
                                .body())
                .isEqualTo("302");
        received.clear();
        assertThat(
                        logic.run(tier, "- http: " + base + "/circle\n- get: http_response.status")
                                .body())
                .isEqualTo("302");
        assertThat(received).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-21: addresses that are denied, also by another way of writing or a redirect")
    void guardsAddresses(TieringMode tier) {
        for (String url :
                List.of(
                        "http://169.254.169.254/latest",
                        "http://2852039166/latest",
                        "http://[::ffff:169.254.169.254]/",
                        "http://[64:ff9b::a9fe:a9fe]/",
                        base + "/metadata")) {
            assertThat(run(tier, "{url: '" + url + "'}").code()).as(url).isEqualTo("HTTP_DENIED");
        }
        try (HttpClient strict =
                        new HttpClient(
                                config(List.of("127.0.0.0/8", "::1", "denied.invalid")),
                                HttpClientMetrics.NONE);
                LogicRun guarded = new LogicRun(TestConnectors.none().with(strict))) {
            int port = server.getAddress().getPort();
            assertThat(guarded.run(tier, "- http: http://localhost:" + port + "/text").code())
                    .isEqualTo("HTTP_DENIED");
            // Names that nobody knows.
            assertThat(guarded.run(tier, "- http: http://DENIED.invalid./").code())
                    .isEqualTo("HTTP_DENIED");
            assertThat(guarded.run(tier, "- http: http://other.invalid/").code())
                    .isEqualTo("HTTP_ERROR");
        }
        assertThat(received).noneMatch(line -> line.contains("latest"));
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-14: what cannot be sent is refused before anything is")
    void refusesHostileFields(TieringMode tier) {
        for (String operation :
                List.of(
                        "{url: BASE/echo, headers: {X-A: \"a\\r\\nX-Evil: 1\"}}",
                        "{url: BASE/echo, headers: {\"X A\": a}}",
                        "{url: BASE/echo, headers: {Host: a}}",
                        "{url: BASE/echo, headers: {Content-Length: 5}}",
                        "{url: \"{{ body ?? 'ftp://x/' }}\"}",
                        "{url: \"{{ body ?? 'http://a b/' }}\"}",
                        "{url: \"{{ body ?? 'http://u:p@127.0.0.1/' }}\"}",
                        "{url: \"{{ body ?? 'http://127.0.0.1:99999/' }}\"}",
                        "{url: \"{{ body ?? 'http://127.0.0.1:0/' }}\"}",
                        "{url: \"{{ body ?? 'http:///a' }}\"}",
                        "{url: \"{{ body ?? 'file:///etc/passwd' }}\"}",
                        "{url: \"{{ body ?? 'http://127.0.0.1/a\\r\\nX: 1' }}\"}")) {
            assertThat(run(tier, operation).code()).as(operation).isEqualTo("INVALID_ARGUMENT");
        }
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-17: no connection, broken connection, too large a response")
    void failsByPhase(TieringMode tier) throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        ErrorValue refused = run(tier, "http://127.0.0.1:" + unused + "/").error();
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo("HTTP_ERROR");
        assertThat(refused.isRetryable()).isTrue();
        assertThat(String.valueOf(refused.data())).contains("connect");

        ErrorValue large = run(tier, "{url: BASE/large, method: POST}").error();
        assertThat(large).isNotNull();
        assertThat(large.code()).isEqualTo("HTTP_ERROR");
        assertThat(large.isRetryable()).isFalse();
        assertThat(String.valueOf(large.data())).contains("transfer");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-40: own timeout and deadline")
    void timesOut(TieringMode tier) {
        assertThat(run(tier, "{url: BASE/slow, timeout_ms: 100}").code()).isEqualTo("TIMEOUT");
        logic.limits(new BudgetLimits(1000, 150, 1 << 20, 10, 10));
        assertThat(run(tier, "BASE/slow").code()).isEqualTo("LIMIT_DEADLINE");
        logic.limits(BudgetLimits.DEFAULTS);
        assertThat(body(tier, "BASE/text")).isEqualTo("\"plain\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-19: attempts are repeated as the defaults or `when` say")
    void retries(TieringMode tier) {
        String retry = ", retry: {max_attempts: 5, delay_ms: 1, jitter: none}";
        assertThat(body(tier, "{url: BASE/flaky" + retry + "}")).isEqualTo("\"x\"");
        assertThat(received).hasSize(3);
        received.clear();
        assertThat(
                        logic.run(
                                        tier,
                                        ("- http: {url: BASE/flaky, method: POST"
                                                        + retry
                                                        + "}\n- get: http_response.status")
                                                .replace("BASE", base))
                                .body())
                .isEqualTo("503");
        assertThat(received).hasSize(1);
        received.clear();
        assertThat(
                        logic.run(
                                        tier,
                                        ("- http: {url: BASE/none, retry: {max_attempts: 2, delay_ms: 0,"
                                                        + " when: \"response.status == 404\"}}\n- get: http_response.status")
                                                .replace("BASE", base))
                                .body())
                .isEqualTo("404");
        assertThat(received).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-18: on_error continue")
    void continues(TieringMode tier) {
        String steps =
                """
                - http: {url: "http://127.0.0.1:1/x", on_error: continue, assign: r}
                - return: "{{ [r.status, r.body, r.method, r.url, r.error.code] }}"
                """;
        assertThat(logic.run(tier, steps).body())
                .isEqualTo("[0,null,\"GET\",\"http://127.0.0.1:1/x\",\"HTTP_ERROR\"]");
        logic.limits(new BudgetLimits(1000, 100, 1 << 20, 10, 10));
        assertThat(run(tier, "{url: BASE/slow, on_error: continue, retry: 3}").code())
                .isEqualTo("LIMIT_DEADLINE");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("Tasks of parallel send side by side; the loser of a race is cancelled")
    void sendsInParallel(TieringMode tier) {
        String steps =
                """
                - parallel:
                    race: true
                    tasks:
                      - [{http: "BASE/slow"}]
                      - [{http: "BASE/text"}, {get: http_response.body}]
                """;
        assertThat(logic.run(tier, steps.replace("BASE", base)).body()).isEqualTo("\"plain\"");
    }

    @Test
    @DisplayName("Requests that gave up waiting for a connection leave none behind")
    void givesConnectionsBack() {
        String steps =
                """
                - parallel:
                    max_concurrent: 200
                    on_error: collect
                    tasks:
                      - - parallel:
                            for_each: "{{ range(0, 64) }}"
                            max_concurrent: 64
                            do: [{http: {url: "BASE/slow", timeout_ms: 700}}]
                            on_error: collect
                      - - sleep: 200
                        - parallel:
                            for_each: "{{ range(0, 100) }}"
                            max_concurrent: 100
                            do: [{http: {url: "BASE/text", timeout_ms: 100}}]
                            on_error: collect
                - return: "{{ parallel_errors }}"
                """;
        logic.run(TieringMode.COMPILE, steps.replace("BASE", base));

        for (int i = 0; i < 70; i++) {
            assertThat(body(TieringMode.COMPILE, "{url: BASE/text, timeout: 2000}"))
                    .isEqualTo("\"plain\"");
        }
    }

    @Test
    @DisplayName("OP-15: a request that could have a body says when it has none")
    void tellsMissingBodies() {
        assertThat(body(TieringMode.COMPILE, "{url: BASE/echo, method: POST}"))
                .contains("content-length=0");
        assertThat(body(TieringMode.COMPILE, "{url: BASE/echo, method: DELETE}"))
                .doesNotContain("content-length");
    }

    @Test
    @DisplayName("OP-20: credentials do not follow a redirect to another host")
    void dropsCredentials() {
        String operation = "{url: BASE/elsewhere, headers: {Authorization: a, Cookie: b, X-C: c}}";

        String answer = body(TieringMode.COMPILE, operation);

        assertThat(answer).contains("x-c=c").doesNotContain("authorization", "cookie");
        String same = "{url: BASE/redirect, headers: {Authorization: a, Cookie: b}}";
        assertThat(body(TieringMode.COMPILE, same)).contains("authorization=a", "cookie=b");
    }

    @Test
    @DisplayName("OP-20: a redirect to what is no address is an answer")
    void keepsStrangeRedirects() {
        assertThat(
                        logic.run(
                                        TieringMode.COMPILE,
                                        "- http: " + base + "/nowhere\n- get: http_response.status")
                                .body())
                .isEqualTo("302");
    }

    @Test
    @DisplayName("CFG-8: the connection goes to the checked address, whatever the name means later")
    void connectsToTheCheckedAddress() throws UnknownHostException {
        // As the resolver of the system gives it.
        InetAddress checked =
                InetAddress.getByAddress("nowhere.invalid", new byte[] {127, 0, 0, 1});
        HttpCall call = HttpCall.withoutBody("GET", base, List.of());
        HttpTarget target =
                HttpTarget.of("http://nowhere.invalid:" + server.getAddress().getPort() + "/echo")
                        .orElseThrow();

        HttpReply reply =
                client.exchange(call, target)
                        .send(List.of(checked), new TimeLimit(0, Duration.ofSeconds(5).toNanos()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(received).containsExactly("GET /echo ");
    }

    @Test
    @DisplayName("OP-17: a request whose connection breaks is not sent again")
    void sendsOnce() throws IOException {
        try (ServerSocket breaking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger requests = new AtomicInteger();
            Thread.ofVirtual().start(() -> breakAfterHead(breaking, requests));
            String url = "http://127.0.0.1:" + breaking.getLocalPort() + "/";
            for (String method : List.of("GET", "POST", "PUT")) {
                ErrorValue error =
                        run(TieringMode.COMPILE, "{url: '" + url + "', method: " + method + "}")
                                .error();
                assertThat(error).isNotNull();
                assertThat(error.code()).isEqualTo("HTTP_ERROR");
                assertThat(error.isRetryable()).isEqualTo(!method.equals("POST"));
                assertThat(String.valueOf(error.data())).contains("transfer");
            }
            assertThat(requests).hasValue(3);
        }
    }

    private static void breakAfterHead(ServerSocket breaking, AtomicInteger requests) {
        try {
            while (true) {
                try (Socket socket = breaking.accept()) {
                    byte[] buffer = new byte[4096];
                    if (socket.getInputStream().read(buffer) > 0) {
                        requests.incrementAndGet();
                    }
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }
}
