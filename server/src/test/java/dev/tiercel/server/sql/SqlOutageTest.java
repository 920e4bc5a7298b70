package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.backend.MariaDbProcess;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.FaultyProxy;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Databases that stop, fall silent or lose a connection in the middle: the error is the specified
 * one, the pool recovers, nothing hangs and no statement is repeated.
 */
@SuppressWarnings("NullAway.Init") // each test connects to the database that it needs
class SqlOutageTest {
    private static final TieringMode TIER = TieringMode.COMPILE;
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir static Path directory;

    private static EmbeddedPostgres postgres;
    private static MariaDbProcess mariadb;

    private FaultyProxy proxy;
    private SqlDatabases databases;
    private LogicRun logic;

    @BeforeAll
    static void start() throws IOException {
        postgres = start(directory.resolve("postgres"), 0);
        mariadb = MariaDbProcess.start(directory);
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        mariadb.close();
    }

    @AfterEach
    void close() {
        if (logic != null) {
            logic.close();
            databases.close();
            proxy.close();
        }
    }

    private void connect(String database) {
        boolean isPostgres = database.equals("PostgreSQL");
        proxy = FaultyProxy.to(isPostgres ? postgres.getPort() : mariadb.port());
        String url =
                isPostgres
                        ? "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres"
                        : mariadb.url().replace(":" + mariadb.port(), ":" + proxy.port());
        ServerConfig.Database config =
                new ServerConfig.Database(
                        url,
                        Optional.of(isPostgres ? "postgres" : "root"),
                        Optional.empty(),
                        2,
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(1),
                        100);
        databases = new SqlDatabases(Map.of("default", config), SqlMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(databases));
        run("- sql: DROP TABLE IF EXISTS t");
        run("- sql: CREATE TABLE t(n int)");
    }

    private String run(String steps) {
        LogicRun.Outcome outcome = logic.run(TIER, steps);
        return outcome.error() == null ? outcome.body() : outcome.status() + " " + outcome.code();
    }

    private String numbers() {
        return run("- sql: SELECT n FROM t ORDER BY n");
    }

    @Test
    @DisplayName("A stopped server is unavailable, a transaction is undone, the pool recovers")
    void recovers() throws IOException {
        connect("PostgreSQL");
        int port = postgres.getPort();
        run("- sql: INSERT INTO t VALUES (1)");

        postgres.close();
        assertThat(run("- sql: INSERT INTO t VALUES (2)")).isEqualTo("503 SQL_UNAVAILABLE");
        assertThat(run("- transaction: [{sql: INSERT INTO t VALUES (3)}]"))
                .isEqualTo("503 SQL_UNAVAILABLE");
        postgres = start(directory.resolve("postgres"), port);

        assertThat(numbers()).isEqualTo("[{\"n\":1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    @DisplayName("A connection that breaks under a statement: unavailable, and not repeated")
    void breaksUnderStatements(String database) {
        connect(database);
        String insert = "- sql: INSERT INTO t VALUES (4711)";

        proxy.cutAfter("4711");
        assertThat(run(insert)).isEqualTo("503 SQL_UNAVAILABLE");

        assertThat(numbers()).isIn("[]", "[{\"n\":4711}]");
        assertThat(run(insert)).startsWith("{\"rows_affected\":1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    @DisplayName("OP-30: a connection that breaks in a transaction: everything is undone")
    void breaksInTransactions(String database) {
        connect(database);
        String steps =
                """
                - try:
                    body:
                      - transaction:
                          - sql: INSERT INTO t VALUES (1)
                          - sql: INSERT INTO t VALUES (4712)
                          - sql: INSERT INTO t VALUES (3)
                    catch: [{set: {code: "{{ error.code }}"}}]
                - sql: SELECT count(*) AS n FROM t
                - return: "{{ [code, sql_result[0].n] }}"
                """;

        proxy.cutAfter("4712");
        assertThat(run(steps)).isEqualTo("[\"SQL_UNAVAILABLE\",0]");

        assertThat(run("- transaction: [{sql: INSERT INTO t VALUES (5)}]\n- get: 1"))
                .isEqualTo("1");
        assertThat(numbers()).isEqualTo("[{\"n\":5}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    @DisplayName("OP-30: a connection that breaks under the commit raises, and nothing is repeated")
    void breaksUnderCommits(String database) {
        connect(database);

        proxy.cutAfter("COMMIT");
        assertThat(run("- transaction: [{sql: INSERT INTO t VALUES (1)}]"))
                .isEqualTo("503 SQL_UNAVAILABLE");

        assertThat(numbers()).isIn("[]", "[{\"n\":1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    @DisplayName("OP-28, OP-40: a server that falls silent under a statement is a timeout")
    void fallsSilent(String database) {
        connect(database);
        long begin = System.nanoTime();

        proxy.silence();
        assertThat(run("- {sql: INSERT INTO t VALUES (1), timeout_ms: 200}"))
                .isEqualTo("504 TIMEOUT");
        logic.limits(new BudgetLimits(1000, 300, 1 << 20, 10, 10));
        assertThat(run("- sql: INSERT INTO t VALUES (2)")).isEqualTo("503 LIMIT_DEADLINE");
        logic.limits(BudgetLimits.DEFAULTS);
        proxy.speak();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
        assertThat(numbers()).isIn("[]", "[{\"n\":1}]", "[{\"n\":1},{\"n\":2}]", "[{\"n\":2}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    @DisplayName("A server that falls silent under the commit does not hold the request")
    void fallsSilentUnderCommits(String database) {
        connect(database);
        long begin = System.nanoTime();
        String steps =
                """
                - try:
                    body:
                      - transaction:
                          - sql: INSERT INTO t VALUES (1)
                    catch: [{return: "{{ error.code }}"}]
                """;

        proxy.silenceAfter("COMMIT");
        assertThat(run(steps)).isEqualTo("\"TIMEOUT\"");
        proxy.speak();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
        assertThat(numbers()).isIn("[]", "[{\"n\":1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    @DisplayName("A statement may be given more time than the database gives by default")
    void takesLongerThanTheDefault(String database) {
        connect(database);
        String sleeping =
                database.equals("PostgreSQL") ? "pg_sleep(1.2) IS NULL" : "sleep(1.2) = 0";

        assertThat(run("- {sql: SELECT " + sleeping + " AS x, timeout_ms: 9000}"))
                .startsWith("[{\"x\":");
    }
}
