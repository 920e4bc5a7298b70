package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.backend.MariaDbProcess;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL operations on a real MariaDB server. */
class MariaDbTest {
    private static final TieringMode TIER = TieringMode.COMPILE;

    @TempDir static Path directory;

    private static MariaDbProcess process;
    private static SqlDatabases databases;
    private static LogicRun logic;

    @BeforeAll
    static void start() {
        process = MariaDbProcess.start(directory);
        ServerConfig.Database config =
                new ServerConfig.Database(
                        process.url(),
                        Optional.of("root"),
                        Optional.empty(),
                        4,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        100);
        databases = new SqlDatabases(Map.of("default", config), SqlMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(databases));
        run(
                "- sql: CREATE TABLE users(id int AUTO_INCREMENT PRIMARY KEY, name varchar(200) UNIQUE)");
        run("- sql: INSERT INTO users(name) VALUES ('Ada'), ('Bob')");
    }

    @AfterAll
    static void stop() {
        logic.close();
        databases.close();
        process.close();
    }

    private static String run(String steps) {
        LogicRun.Outcome outcome = logic.run(TIER, steps);
        return outcome.error() == null ? outcome.body() : outcome.code() + " " + outcome.body();
    }

    @Test
    @DisplayName("OP-27: types of MariaDB")
    void mapsTypes() {
        run(
                """
                - sql: >
                    CREATE TABLE v(a tinyint, b boolean, c bigint unsigned, d float, e double,
                    f decimal(10,0), g decimal(10,2), h varchar(9), i date, j time, k datetime,
                    l json, m varbinary(4), n year, o time(3))
                """);
        run(
                """
                - sql: >
                    INSERT INTO v VALUES (1, true, 18446744073709551615, 1.1, 2.5, 10, 10.50, 'x',
                    '2024-12-18', '10:30:00', '2024-12-18 10:30:00', '{"a":[1]}', x'00ff', 2024, '-100:30:00.120')
                """);

        assertThat(run("- sql: SELECT * FROM v"))
                .isEqualTo(
                        "[{\"a\":1,\"b\":true,\"c\":1.8446744073709552e19,\"d\":1.1,\"e\":2.5,"
                                + "\"f\":10,\"g\":10.5,\"h\":\"x\",\"i\":\"2024-12-18\","
                                + "\"j\":\"10:30:00\",\"k\":\"2024-12-18T10:30:00\","
                                + "\"l\":{\"a\":[1]},\"m\":\"AP8=\",\"n\":2024,\"o\":\"-100:30:00.12\"}]");
    }

    @Test
    @DisplayName("OP-27: bits are a number")
    void mapsBits() {
        run("- sql: CREATE TABLE bits(a bit(1), b bit(8), c bit(64), d bit(64))");
        run(
                "- sql: INSERT INTO bits VALUES (b'1', b'101', 9223372036854775807, ~0),"
                        + " (NULL, NULL, 0, 1)");

        assertThat(run("- sql: SELECT * FROM bits"))
                .isEqualTo(
                        "[{\"a\":true,\"b\":5,\"c\":9223372036854775807,\"d\":1.8446744073709552e19},"
                                + "{\"a\":null,\"b\":null,\"c\":0,\"d\":1}]");
    }

    @Test
    @DisplayName("OP-28, OP-39: rows beyond a limit are not kept; the pool goes on")
    void limitsWhatIsKept() {
        String wide = "- sql: SELECT repeat('x', 14000000) AS a FROM seq_1_to_90";
        run("- sql: CREATE TABLE kept(n int)");
        logic.limits(new BudgetLimits(1000, 10_000, 1 << 20, 10, 10));
        assertThat(run(wide)).startsWith("LIMIT_MEMORY ");
        assertThat(
                        run(
                                "- try:\n"
                                        + "    body:\n"
                                        + "      - transaction:\n"
                                        + "          - sql: INSERT INTO kept VALUES (1)\n"
                                        + "          - try:\n"
                                        + "              body:\n"
                                        + wide.replace("14000000", "900000").indent(16)
                                        + "              catch: {codes: [LIMIT_MEMORY], body: []}\n"
                                        + "    catch: [{return: '{{ error.message }}'}]"))
                .isEqualTo(
                        "\"The transaction on `default` was undone:"
                                + " More values than 1048576 bytes allow\"");
        logic.limits(BudgetLimits.DEFAULTS);

        assertThat(run("- sql: SELECT count(*) AS n FROM kept")).isEqualTo("[{\"n\":0}]");
        assertThat(run("- sql: SELECT seq FROM seq_1_to_10000000")).startsWith("LIMIT_ROWS ");
        assertThat(run("- sql: SELECT seq FROM seq_1_to_101")).startsWith("LIMIT_ROWS ");
        assertThat(run("- query_db: SELECT seq FROM seq_1_to_100\n- get: db_result.count"))
                .isEqualTo("100");
        assertThat(run("- sql: SELECT 1 AS one")).isEqualTo("[{\"one\":1}]");
    }

    @Test
    @DisplayName("OP-26: the identity of an inserted row")
    void givesInsertIds() {
        assertThat(run("- {sql: 'INSERT INTO users(name) VALUES (:n)', args: {n: Cyd}}"))
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":3}");
        assertThat(run("- {sql: 'DELETE FROM users WHERE name = $1', args: [Cyd]}"))
                .startsWith("{\"rows_affected\":1,");
    }

    @Test
    @DisplayName("OP-22: values never become statements")
    void keepsHostileTexts() {
        for (String text :
                new String[] {"'; DROP TABLE users; --", "\\\\' OR 1=1 -- ", "?", ":n"}) {
            assertThat(
                            logic.run(
                                            TIER,
                                            "- {sql: 'SELECT ? AS a', args: [\"{{ body }}\"]}\n"
                                                    + "- get: sql_result[0].a",
                                            "\"" + text + "\"")
                                    .body())
                    .isEqualTo("\"" + text + "\"");
        }
        assertThat(run("- sql: SELECT count(*) AS n FROM users")).isEqualTo("[{\"n\":2}]");
    }

    @Test
    @DisplayName("OP-28: errors by their kind")
    void tellsErrorsApart() {
        assertThat(run("- sql: SELECT * FROM missing")).startsWith("SQL_ERROR ");
        assertThat(run("- sql: INSERT INTO users(name) VALUES ('Ada')"))
                .startsWith("SQL_CONSTRAINT ");
        assertThat(run("- {sql: SELECT sleep(20), timeout_ms: 200}")).startsWith("TIMEOUT ");
        assertThat(run("- sql: KILL CONNECTION_ID()")).startsWith("SQL_UNAVAILABLE ");
        assertThat(run("- sql: SELECT 1 AS one")).isEqualTo("[{\"one\":1}]");
    }

    @Test
    @DisplayName("OP-26: of several results the first counts; an error after it leaves no rest")
    void takesTheFirstResult() {
        String results = "- sql: EXECUTE IMMEDIATE 'BEGIN NOT ATOMIC SELECT 1 AS a; %s; END'";

        assertThat(run(results.formatted("SELECT 2 AS b"))).isEqualTo("[{\"a\":1}]");
        assertThat(run(results.formatted("SELECT * FROM missing"))).startsWith("SQL_ERROR ");
        assertThat(run("- sql: SELECT 3 AS c")).isEqualTo("[{\"c\":3}]");
    }

    @Test
    @DisplayName("A server that stops is unavailable; after its start statements run again")
    void recovers() {
        process.kill();
        assertThat(run("- sql: INSERT INTO users(name) VALUES ('lost')"))
                .startsWith("SQL_UNAVAILABLE ");
        process.restart();

        assertThat(run("- sql: SELECT count(*) AS n FROM users WHERE name = 'lost'"))
                .isEqualTo("[{\"n\":0}]");
    }
}
