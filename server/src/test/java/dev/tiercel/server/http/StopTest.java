package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The end of a server (CFG-13), and its limit of concurrent requests (HTTP-39). */
class StopTest {
    private static final String ROUTES =
            """
            path: /sleep/:ms
            method: GET
            logic: [{sleep: "{{ number(params.ms) }}"}, {return: slept}]
            ---
            path: /hello
            method: GET
            logic: [{return: hello}]
            """;

    @Test
    @DisplayName("CFG-13: a running request is answered within the grace time")
    void runningRequestIsAnswered() throws InterruptedException {
        RunningServer server =
                RunningServer.configured("server: {shutdown_grace_ms: 20000}", ROUTES);
        try (RawConnection idle = RawConnection.to(server.port());
                RawConnection busy = RawConnection.to(server.port())) {
            assertThat(idle.send(RawConnection.request("GET", "/hello", "")).answer().status())
                    .isEqualTo(200);
            busy.send(RawConnection.request("GET", "/sleep/700", ""));
            awaitRunning(server, 1);
            CountDownLatch stopped = new CountDownLatch(1);
            Thread.ofVirtual()
                    .start(() -> {
                        server.close();
                        stopped.countDown();
                    });

            assertThat(busy.answer().body()).isEqualTo("\"slept\"");
            assertThat(idle.isClosed()).isTrue();
            stopped.await();
        }
    }

    @Test
    @DisplayName("CFG-13: after the grace time logic is cancelled, with an answer")
    void logicIsCancelledAfterTheGraceTime() throws InterruptedException {
        RunningServer server = RunningServer.configured("server: {shutdown_grace_ms: 200}", ROUTES);
        try (RawConnection busy = RawConnection.to(server.port())) {
            busy.send(RawConnection.request("GET", "/sleep/25000", ""));
            awaitRunning(server, 1);
            Thread.ofVirtual().start(server::close);

            RawAnswer answer = busy.answer();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.member("code")).isEqualTo("CANCELLED");
        }
    }

    @Test
    @DisplayName("HTTP-39: above the limit of concurrent requests 503 OVERLOADED")
    void overload() throws InterruptedException {
        try (RunningServer server =
                        RunningServer.configured("server: {max_concurrent_requests: 1}", ROUTES);
                RawConnection busy = RawConnection.to(server.port())) {
            busy.send(RawConnection.request("GET", "/sleep/1500", ""));
            awaitRunning(server, 1);

            RawAnswer refused = server.get("/hello");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.member("code")).isEqualTo("OVERLOADED");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(busy.answer().status()).isEqualTo(200);
            assertThat(server.get("/hello").status()).isEqualTo(200);
        }
    }

    private static void awaitRunning(RunningServer server, int count) {
        while (server.server().requestsInFlight() < count) {
            Thread.onSpinWait();
        }
    }
}
