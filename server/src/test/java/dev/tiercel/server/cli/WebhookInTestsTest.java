package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks in the tests of documents. */
class WebhookInTestsTest {
    @TempDir Path directory;

    private final AtomicInteger received = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    received.incrementAndGet();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path document(String expectation) throws IOException {
        return Files.writeString(
                directory.resolve("hook.yaml"),
                """
                name: HookOp
                webhook: {url: "http://127.0.0.1:%d/"}
                ---
                name: caller
                path: /caller
                method: GET
                logic: [{hook_op: {a: 1}}, {return: sent}]
                tests: [{name: calls, expect: %s}]
                """
                        .formatted(server.getAddress().getPort(), expectation));
    }

    @Test
    @DisplayName("CFG-22: webhooks raise HTTP_ERROR, unless the network is allowed")
    void webhooksAreNotSentUnlessAllowed() throws IOException {
        Path refused =
                document(
                        "{status: 502, body_contains: {code: HTTP_ERROR,"
                                + " message: network is disabled in tests}}");
        CliRun without = CliRun.of("test", refused, "--tiers", "0,1");
        assertThat(without.code()).as(without.out()).isZero();
        assertThat(received).hasValue(0);

        CliRun with = CliRun.of("test", document("{body: sent}"), "--allow-network");
        assertThat(with.code()).as(with.out()).isZero();
        assertThat(received).hasValue(1);
    }
}
