package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that stops in the middle and starts again. */
class SqlOutageTest {
    private static final TieringMode TIER = TieringMode.COMPILE;

    @TempDir Path directory;

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Test
    @DisplayName("A stopped server is unavailable, a transaction is undone, the pool recovers")
    void recovers() throws IOException {
        Path data = directory.resolve("data");
        EmbeddedPostgres first = start(data, 0);
        int port = first.getPort();
        ServerConfig.Database config =
                new ServerConfig.Database(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        Optional.of("postgres"),
                        Optional.empty(),
                        2,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        100);
        try (SqlDatabases databases = new SqlDatabases(Map.of("default", config), SqlMetrics.NONE);
                LogicRun logic = new LogicRun(TestConnectors.none().with(databases))) {
            logic.run(TIER, "- sql: CREATE TABLE t(n int)");
            logic.run(TIER, "- sql: INSERT INTO t VALUES (1)");

            first.close();
            LogicRun.Outcome broken = logic.run(TIER, "- sql: INSERT INTO t VALUES (2)");
            assertThat(broken.code()).isEqualTo("SQL_UNAVAILABLE");
            assertThat(broken.status()).isEqualTo(503);
            LogicRun.Outcome inTransaction =
                    logic.run(TIER, "- transaction: [{sql: INSERT INTO t VALUES (3)}]");
            assertThat(inTransaction.code()).isEqualTo("SQL_UNAVAILABLE");

            try (EmbeddedPostgres second = start(data, port)) {
                assertThat(second.getPort()).isEqualTo(port);
                assertThat(logic.run(TIER, "- sql: SELECT n FROM t").body())
                        .isEqualTo("[{\"n\":1}]");
            }
        }
    }
}
