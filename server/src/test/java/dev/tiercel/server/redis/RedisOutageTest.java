package dev.tiercel.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.backend.RedisProcess;
import dev.tiercel.server.logic.FaultyProxy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    @DisplayName("Commands of parallel tasks follow each other without waiting for replies")
    void pipelines() {
        try (RedisProcess process = RedisProcess.start(directory);
                FaultyProxy proxy = FaultyProxy.to(process.port());
                RedisServer redis = connect(proxy, Duration.ofSeconds(10));
                LogicRun logic = new LogicRun(TestConnectors.none().with(redis))) {
            for (int i = 0; i < 4; i++) {
                logic.run(TieringMode.COMPILE, INCREASE);
            }
            String steps =
                    """
                    - parallel:
                        for_each: "{{ range(0, 60) }}"
                        as: n
                        do: [{redis: {command: INCR, key: "many:{{ n }}"}}]
                    - redis: {command: MGET, args: ["many:0", "many:59"]}
                    """;

            proxy.silenceUntil("many:", 60);
            assertThat(logic.run(TieringMode.COMPILE, steps).body()).isEqualTo("[\"1\",\"1\"]");

            assertThat(proxy.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("A connection that breaks under a command: unavailable, and not repeated")
    void breaksUnderCommands() {
        try (RedisProcess process = RedisProcess.start(directory);
                FaultyProxy proxy = FaultyProxy.to(process.port());
                RedisServer redis = connect(proxy, Duration.ofSeconds(10));
                LogicRun logic = new LogicRun(TestConnectors.none().with(redis))) {
            proxy.cutAfter("lost");
            String increase = "- redis: {command: INCR, key: lost}";
            assertThat(logic.run(TieringMode.COMPILE, increase).code())
                    .isEqualTo("REDIS_UNAVAILABLE");

            // The lost command was done once, or not at all.
            String next = logic.run(TieringMode.COMPILE, increase).body();
            assertThat(next).isIn("1", "2");

            proxy.cut();
            for (int i = 0; i < 3; i++) {
                LogicRun.Outcome outcome =
                        logic.run(TieringMode.COMPILE, "- redis: {command: GET, key: lost}");
                assertThat(outcome.error() == null ? outcome.body() : outcome.code())
                        .isIn("\"" + next + "\"", "REDIS_UNAVAILABLE");
            }
            assertThat(logic.run(TieringMode.COMPILE, "- redis: {command: GET, key: lost}").body())
                    .isEqualTo("\"" + next + "\"");
        }
    }

    @Test
    @DisplayName("OP-40: a server that falls silent is a timeout; when it speaks, commands run")
    void fallsSilent() {
        try (RedisProcess process = RedisProcess.start(directory);
                FaultyProxy proxy = FaultyProxy.to(process.port());
                RedisServer redis = connect(proxy, Duration.ofSeconds(1));
                LogicRun logic = new LogicRun(TestConnectors.none().with(redis))) {
            logic.run(TieringMode.COMPILE, "- redis: {command: SET, key: a, value: x}");

            proxy.silence();
            assertThat(logic.run(TieringMode.COMPILE, INCREASE).code()).isEqualTo("TIMEOUT");
            logic.limits(new BudgetLimits(1000, 50, 1 << 20, 10, 10));
            assertThat(logic.run(TieringMode.COMPILE, INCREASE).code()).isEqualTo("LIMIT_DEADLINE");
            logic.limits(BudgetLimits.DEFAULTS);
            proxy.speak();

            assertThat(logic.run(TieringMode.COMPILE, "- redis: {command: GET, key: a}").body())
                    .isEqualTo("\"x\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://", "redis://127.0.0.1:1/name"})
    @DisplayName("CFG-6: a URL that cannot be read is an error of the start, which names its key")
    void refusesUrls(String url) {
        assertThatThrownBy(() -> new RedisServer(url, Duration.ofSeconds(1), RedisMetrics.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("redis.url is no valid URL");
    }

    private static RedisServer connect(FaultyProxy proxy, Duration timeout) {
        return new RedisServer("redis://127.0.0.1:" + proxy.port(), timeout, RedisMetrics.NONE);
    }
}
