package dev.tiercel.server.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.input.FieldSchemaCache;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Extension operations whose webhook is a real server, in each tier. */
class WebhookTest {
    private static final int RESPONSE_BYTES_MAX = 10_000;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CyclicBarrier pair = new CyclicBarrier(2);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private HttpServer server;
    private HttpClient client;
    private LogicRun logic;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        client =
                new HttpClient(
                        new ServerConfig.HttpClient(
                                List.of("*"),
                                List.of("169.254.0.0/16"),
                                Duration.ofSeconds(2),
                                RESPONSE_BYTES_MAX,
                                "Tiercel/test"),
                        HttpClientMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(client).with(new FieldSchemaCache()));
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
            received.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().getFirst("Content-Type")
                            + " "
                            + exchange.getRequestHeaders().getFirst("X-Secret")
                            + " "
                            + new String(body, StandardCharsets.UTF_8));
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/ok" -> send(exchange, 200, "application/json", "{\"id\":7}");
                case "/text" -> send(exchange, 201, "text/plain", "done");
                case "/empty" -> exchange.sendResponseHeaders(204, -1);
                case "/malformed" -> send(exchange, 200, "application/json", "{\"id\":");
                case "/large" ->
                        send(exchange, 200, "text/plain", "x".repeat(2 * RESPONSE_BYTES_MAX));
                case "/slow" -> held.await();
                case "/pair" -> {
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    pair.await();
                    atOnce.decrementAndGet();
                    send(exchange, 200, "application/json", "7");
                }
                case "/flaky" ->
                        send(
                                exchange,
                                received.size() < 3 ? 503 : 200,
                                "application/json",
                                "\"try " + received.size() + "\"");
                case "/moved" -> {
                    exchange.getResponseHeaders().add("Location", "/ok");
                    exchange.sendResponseHeaders(302, -1);
                }
                default ->
                        send(
                                exchange,
                                Integer.parseInt(path.substring(1)),
                                "application/json",
                                "{\"why\":\"" + path + "\"}");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | BrokenBarrierException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    /** Runs a step of a route beside an extension with a webhook. */
    private LogicRun.Outcome run(TieringMode tier, String webhook, String steps) {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String text =
                "kind: extension\nname: NotifyOp\nwebhook: "
                        + webhook.replace("BASE", base)
                        + "\n---\nname: caller\npath: /r\nmethod: POST\nlogic:\n"
                        + steps.indent(2);
        return logic.runDocument(tier, text, "{\"n\":5}");
    }

    private ErrorValue fails(TieringMode tier, String webhook) {
        return requireNonNull(run(tier, webhook, "- notify_op: {a: 1}").error());
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-33, OP-35: fields are posted with the operation, document and request id")
    void postsTheFields(TieringMode tier) {
        LogicRun.Outcome outcome =
                run(
                        tier,
                        "{url: \"BASE/ok?x={{ body.n }}\", headers: {X-Secret: \"s-{{ body.n }}\"}}",
                        "- NotifyOp: {message: \"n is {{ body.n }}\", list: [1, null]}\n"
                                + "- return: \"{{ notify_op_result }}\"");

        assertThat(outcome.body()).isEqualTo("{\"id\":7}");
        assertThat(received)
                .containsExactly(
                        "POST /ok?x=5 application/json s-5 {\"operation\":\"notify_op\","
                                + "\"fields\":{\"message\":\"n is 5\",\"list\":[1,null]},"
                                + "\"document\":\"caller\",\"request_id\":\"request-1\"}");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-33, OP-16: the value is the body of the response")
    void givesTheBodyOfTheResponse(TieringMode tier) {
        assertThat(run(tier, "{url: BASE/text, method: PUT}", "- notify_op: {}").body())
                .isEqualTo("\"done\"");
        assertThat(run(tier, "{url: BASE/empty}", "- notify_op: {}").body()).isEqualTo("null");
        assertThat(run(tier, "{url: BASE/malformed}", "- notify_op: {}").body())
                .isEqualTo("\"{\\\"id\\\":\"");
        assertThat(received).element(0).asString().startsWith("PUT /text");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-33: a status of 400 or above raises EXTENSION_ERROR with status and body")
    void raisesForErrorStatuses(TieringMode tier) {
        ErrorValue refused = fails(tier, "{url: BASE/404}");
        ErrorValue broken = fails(tier, "{url: BASE/500}");

        assertThat(refused.code()).isEqualTo("EXTENSION_ERROR");
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(((ObjectValue) requireNonNull(refused.data())).get("status")).isEqualTo(404L);
        assertThat(
                        ((ObjectValue)
                                        requireNonNull(
                                                ((ObjectValue) requireNonNull(refused.data()))
                                                        .get("body")))
                                .get("why"))
                .isEqualTo("/404");
        assertThat(refused.location().orElseThrow().operation()).isEqualTo("notify_op");
        assertThat(refused.location().orElseThrow().document()).isEqualTo("caller");
        assertThat(broken.isRetryable()).isTrue();
        assertThat(run(tier, "{url: BASE/302}", "- notify_op: {}").error()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-20: a POST follows no redirect")
    void followsNoRedirect(TieringMode tier) {
        assertThat(run(tier, "{url: BASE/moved}", "- notify_op: {}").body()).isEqualTo("null");
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-17, OP-21: no answer in time, no connection, too large, a refused address")
    void raisesWhatHttpRequestRaises(TieringMode tier) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(fails(tier, "{url: BASE/slow, timeout_ms: 50}").code()).isEqualTo("TIMEOUT");
        ErrorValue refused = fails(tier, "{url: \"http://127.0.0.1:" + free + "\"}");
        assertThat(refused.code()).isEqualTo("HTTP_ERROR");
        assertThat(refused.isRetryable()).isTrue();
        ErrorValue large = fails(tier, "{url: BASE/large}");
        assertThat(large.code()).isEqualTo("HTTP_ERROR");
        assertThat(large.isRetryable()).isFalse();
        assertThat(fails(tier, "{url: \"http://169.254.169.254/\"}").code())
                .isEqualTo("HTTP_DENIED");
        assertThat(fails(tier, "{url: BASE/ok, headers: {X-A: \"a\\nb\"}}").code())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-19, ERR-9: a POST is repeated only if `when` says so, a PUT by itself")
    void repeatsAsHttpRequest(TieringMode tier) {
        String retry = "retry: {max_attempts: 3, delay_ms: 0, jitter: none";

        assertThat(fails(tier, "{url: BASE/flaky, " + retry + "}}").code())
                .isEqualTo("EXTENSION_ERROR");
        assertThat(received).hasSize(1);
        received.clear();
        assertThat(
                        run(
                                        tier,
                                        "{url: BASE/flaky, "
                                                + retry
                                                + ", when: \"response.status == 503\"}}",
                                        "- notify_op: {}")
                                .body())
                .isEqualTo("\"try 3\"");
        received.clear();
        assertThat(
                        run(
                                        tier,
                                        "{url: BASE/flaky, method: PUT, " + retry + "}}",
                                        "- notify_op: {}")
                                .body())
                .isEqualTo("\"try 3\"");
        received.clear();
        assertThat(fails(tier, "{url: BASE/503, method: PUT, " + retry + "}}").code())
                .isEqualTo("EXTENSION_ERROR");
        assertThat(received).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-18: with on_error continue the error is part of the value, but for limits")
    void continuesOnErrors(TieringMode tier) {
        String steps =
                "- notify_op: {}\n- return: [\"{{ notify_op_result.status }}\","
                        + " \"{{ notify_op_result.error.code }}\","
                        + " \"{{ notify_op_result.error.data.status }}\"]";

        assertThat(run(tier, "{url: BASE/422, on_error: continue}", steps).body())
                .isEqualTo("[0,\"EXTENSION_ERROR\",422]");
        assertThat(run(tier, "{url: BASE/slow, timeout_ms: 50, on_error: continue}", steps).body())
                .isEqualTo("[0,\"TIMEOUT\",null]");
        assertThat(run(tier, "{url: BASE/ok, on_error: continue}", "- notify_op: {}").body())
                .isEqualTo("{\"id\":7}");
        assertThat(
                        run(
                                        tier,
                                        "{url: BASE/503, method: PUT, retry: {max_attempts: 1, delay_ms: 0},"
                                                + " on_error: continue}",
                                        steps)
                                .body())
                .isEqualTo("[0,\"EXTENSION_ERROR\",503]");
        assertThat(received).filteredOn(line -> line.startsWith("PUT /503")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-7: as many tasks as allowed send at once, the others follow in their order")
    void tasksSendSideBySide(TieringMode tier) {
        LogicRun.Outcome outcome =
                run(
                        tier,
                        "{url: \"BASE/pair\"}",
                        "- parallel: {for_each: [1, 2, 3, 4], max_concurrent: 2,"
                                + " do: [{notify_op: {n: \"{{ item }}\"}}]}\n"
                                + "- return: \"{{ parallel_result }}\"");

        assertThat(outcome.body()).isEqualTo("[7,7,7,7]");
        assertThat(mostAtOnce).hasValue(2);
        List<String> numbers =
                received.stream().map(line -> line.replaceAll(".*\"n\":(\\d).*", "$1")).toList();
        assertThat(numbers.subList(0, 2)).containsExactlyInAnyOrder("1", "2");
        assertThat(numbers.subList(2, 4)).containsExactlyInAnyOrder("3", "4");
    }
}
