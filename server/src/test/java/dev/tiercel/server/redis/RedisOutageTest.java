package dev.tiercel.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the server is not there, goes away, comes back, or does not answer. */
class RedisOutageTest {
    private static final String INCREASE = "- redis: {command: INCR, key: n}";

    @TempDir Path directory;

    @Test
    @DisplayName("A server that stops is unavailable; after its start commands run again")
    void recovers() {
        try (RedisProcess process = RedisProcess.start(directory);
                RedisServer redis =
                        new RedisServer(process.url(), Duration.ofSeconds(3), RedisMetrics.NONE);
                LogicRun logic = new LogicRun(TestConnectors.none().with(redis))) {
            assertThat(logic.run(TieringMode.COMPILE, INCREASE).body()).isEqualTo("1");

            process.kill();
            for (int i = 0; i < 5; i++) {
                LogicRun.Outcome outcome = logic.run(TieringMode.COMPILE, INCREASE);
                assertThat(outcome.code()).isEqualTo("REDIS_UNAVAILABLE");
                assertThat(outcome.status()).isEqualTo(503);
            }
            process.restart();

            assertThat(logic.run(TieringMode.COMPILE, INCREASE).body()).isEqualTo("1");
            assertThat(logic.run(TieringMode.COMPILE, INCREASE).body()).isEqualTo("2");
        }
    }

    @Test
    @DisplayName("OP-40: a server that does not answer is a timeout, or the deadline")
    void timesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisServer redis =
                        new RedisServer(
                                "redis://127.0.0.1:" + silent.getLocalPort(),
                                Duration.ofMillis(200),
                                RedisMetrics.NONE);
                LogicRun logic = new LogicRun(TestConnectors.none().with(redis))) {
            assertThat(logic.run(TieringMode.COMPILE, INCREASE).code()).isEqualTo("TIMEOUT");

            logic.limits(new BudgetLimits(1000, 100, 1 << 20, 10, 10));
            assertThat(logic.run(TieringMode.COMPILE, INCREASE).code()).isEqualTo("LIMIT_DEADLINE");
        }
    }
}
