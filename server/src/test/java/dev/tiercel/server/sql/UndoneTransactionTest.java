package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.backend.SharedServers;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Transactions that the database undoes before their end, while logic catches the error: what
 * follows is not stored on its own, and the transaction raises (OP-30).
 */
class UndoneTransactionTest {
    private static final String SLOW_SQLITE =
            "UPDATE x SET v = (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
                    + " SELECT max(n) FROM c)";

    @TempDir static Path directory;

    private static SqlDatabases databases;
    private static LogicRun logic;

    @BeforeAll
    static void start() {
        databases =
                new SqlDatabases(
                        Map.of(
                                "sqlite", database("jdbc:sqlite:" + directory.resolve("a.db"), ""),
                                "postgres", database(SharedServers.postgres("undone"), "postgres"),
                                "mariadb", database(SharedServers.mariadb("undone"), "root")),
                        SqlMetrics.NONE);
        logic =
                new LogicRun(
                        TestConnectors.none().with(databases),
                        DocumentSettings.DEFAULTS.withDatabases(
                                Map.of(
                                        "sqlite", SqlDialect.SQLITE,
                                        "postgres", SqlDialect.POSTGRESQL,
                                        "mariadb", SqlDialect.MARIADB)));
        for (String database : new String[] {"sqlite", "postgres", "mariadb"}) {
            run(database, "- sql: {query: 'CREATE TABLE x(id int PRIMARY KEY, v int)', DB}");
            run(database, "- sql: {query: 'INSERT INTO x VALUES (1, 0), (2, 0), (3, 0)', DB}");
        }
    }

    private static ServerConfig.Database database(String url, String user) {
        return new ServerConfig.Database(
                url,
                Optional.of(user).filter(name -> !name.isEmpty()),
                Optional.empty(),
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                100);
    }

    @BeforeEach
    void clear() {
        for (String database : new String[] {"sqlite", "postgres", "mariadb"}) {
            run(database, "- sql: {query: 'UPDATE x SET v = 0', DB}");
        }
    }

    @AfterAll
    static void stop() {
        logic.close();
        databases.close();
    }

    private static String run(String database, String steps) {
        LogicRun.Outcome outcome =
                logic.run(TieringMode.COMPILE, steps.replace("DB", "database: " + database));
        return outcome.error() == null ? outcome.body() : outcome.code() + ": " + outcome.body();
    }

    private static String values(String database) {
        return run(
                database,
                "- sql: {query: 'SELECT v FROM x ORDER BY id', DB}\n"
                        + "- return: \"{{ map(sql_result, 'v') }}\"");
    }

    private static String slow(String database) {
        return switch (database) {
            case "sqlite" -> SLOW_SQLITE;
            case "postgres" -> "UPDATE x SET v = 5 WHERE pg_sleep(30) IS NULL";
            default -> "UPDATE x SET v = sleep(30)";
        };
    }

    /** Steps of a transaction that catches what a statement raises, and goes on. */
    private static String catching(String statement) {
        return """
        - transaction:
            DB
            body:
              - sql: {query: UPDATE x SET v = 1 WHERE id = 1, DB}
              - try:
                  body: [{sql: {query: "STATEMENT", timeout_ms: 200, DB}}]
                  catch: [{set: {caught: true}}]
              - sql: {query: UPDATE x SET v = 2 WHERE id = 2, DB}
        """
                .replace("STATEMENT", statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "mariadb"})
    @DisplayName("OP-30: after a caught timeout nothing of the transaction is stored")
    void timesOut(String database) {
        assertThat(run(database, catching(slow(database))))
                .isEqualTo(
                        "TIMEOUT: The transaction on `"
                                + database
                                + "` was undone: The statement took longer than 200 ms");

        assertThat(values(database)).isEqualTo("[0,0,0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "mariadb"})
    @DisplayName("OP-30, OP-40: a deadline in a transaction undoes it, and the pool serves on")
    void passesTheDeadline(String database) {
        String steps =
                """
                - transaction:
                    DB
                    body:
                      - sql: {query: UPDATE x SET v = 1 WHERE id = 1, DB}
                      - sql: {query: "STATEMENT", DB}
                """;
        logic.limits(new BudgetLimits(1000, 250, 1 << 20, 10, 10));
        for (int i = 0; i < 4; i++) {
            assertThat(run(database, steps.replace("STATEMENT", slow(database))))
                    .startsWith("LIMIT_DEADLINE: ");
        }
        logic.limits(BudgetLimits.DEFAULTS);

        assertThat(values(database)).isEqualTo("[0,0,0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    postgres => SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%v = 99%' AND pid <> pg_backend_pid()
                    mariadb => SELECT count(*) AS n FROM information_schema.processlist WHERE info LIKE '%v = 99%' AND id <> connection_id()
                    """)
    @DisplayName("OP-11: a statement of a cancelled task ends on the server too, with its locks")
    void endsOnTheServer(String database, String running) {
        String sleeping =
                database.equals("postgres") ? "pg_sleep(60) IS NOT NULL" : "sleep(60) = 0";
        String steps =
                """
                - try:
                    body:
                      - parallel:
                          on_error: fail_fast
                          tasks:
                            - - transaction:
                                  DB
                                  body:
                                    - sql: {query: UPDATE x SET v = 1 WHERE id = 2, DB}
                                    - sql: {query: UPDATE x SET v = 99 WHERE id = 1 AND SLEEPING, DB}
                            - [{sleep: 300}, {throw: no}]
                    catch: [{set: {n: -1}}]
                - until: "n == 0"
                  do:
                    - sql: {query: "RUNNING", DB}
                    - set: {n: "{{ sql_result[0].n }}"}
                    - sleep: 20
                - sql: {query: UPDATE x SET v = 3 WHERE id = 2, DB}
                """
                        .replace("SLEEPING", sleeping)
                        .replace("RUNNING", running);

        assertThat(run(database, steps)).isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");

        assertThat(values(database)).isEqualTo("[0,3,0]");
    }

    @Test
    @DisplayName("OP-30: PostgreSQL stores nothing after a caught error, and this is not silent")
    void failsOnPostgres() {
        String nothingAfter =
                """
                - transaction:
                    DB
                    body:
                      - sql: {query: UPDATE x SET v = 1 WHERE id = 1, DB}
                      - try:
                          body: [{sql: {query: SELECT * FROM missing, DB}}]
                          catch: [{set: {caught: true}}]
                """;

        assertThat(run("postgres", nothingAfter))
                .isEqualTo(
                        "SQL_ERROR: The transaction on `postgres` was undone:"
                                + " ERROR: relation \"missing\" does not exist");
        assertThat(run("postgres", catching("INSERT INTO x VALUES (1, 1)")))
                .isEqualTo(
                        "SQL_ERROR: The transaction on `postgres` was undone: ERROR: duplicate key"
                                + " value violates unique constraint \"x_pkey\"");

        assertThat(values("postgres")).isEqualTo("[0,0,0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "mariadb"})
    @DisplayName("OP-30: SQLite and MariaDB undo only the statement that failed")
    void goesOn(String database) {
        assertThat(run(database, catching("INSERT INTO x VALUES (1, 1)")))
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");

        assertThat(values(database)).isEqualTo("[1,2,0]");
    }

    @Test
    @DisplayName("OP-30: SQLite undoes everything where the statement says so")
    void rollsBackOnSqlite() {
        assertThat(run("sqlite", catching("INSERT OR ROLLBACK INTO x VALUES (1, 1)")))
                .startsWith(
                        "SQL_ERROR: The transaction on `sqlite` was undone: [SQLITE_CONSTRAINT");

        assertThat(values("sqlite")).isEqualTo("[0,0,0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mariadb"})
    @DisplayName("OP-30: who loses a deadlock stores nothing, also if it catches the error")
    void losesDeadlocks(String database) {
        String steps =
                """
                - parallel:
                    on_error: collect
                    tasks:
                      - - transaction:
                            DB
                            body:
                              - sql: {query: UPDATE x SET v = v + 1 WHERE id = 1, DB}
                              - sleep: 300
                              - try:
                                  body: [{sql: {query: UPDATE x SET v = v + 1 WHERE id = 2, DB}}]
                                  catch: [{set: {caught: true}}]
                              - sql: {query: UPDATE x SET v = v + 1 WHERE id = 3, DB}
                      - - transaction:
                            DB
                            body:
                              - sql: {query: UPDATE x SET v = v + 1 WHERE id = 2, DB}
                              - sleep: 300
                              - try:
                                  body: [{sql: {query: UPDATE x SET v = v + 1 WHERE id = 1, DB}}]
                                  catch: [{set: {caught: true}}]
                              - sql: {query: UPDATE x SET v = v + 1 WHERE id = 3, DB}
                - return: "{{ map(parallel_errors, '[error.code, error.retryable]') }}"
                """;

        assertThat(run(database, steps)).isEqualTo("[[\"SQL_CONFLICT\",true]]");

        assertThat(values(database)).isEqualTo("[1,1,1]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    postgres => ERROR: duplicate key value violates unique constraint "x_pkey"
                    mariadb => Duplicate entry '1' for key 'PRIMARY'
                    """)
    @DisplayName("ERR-1: messages are one sentence, without rows and numbers of connections")
    void saysOneSentence(String database, String message) {
        assertThat(run(database, "- sql: {query: 'INSERT INTO x VALUES (1, 99)', DB}"))
                .isEqualTo("SQL_CONSTRAINT: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "mariadb"})
    @DisplayName("SQL_CONSTRAINT: references are kept by every database")
    void keepsReferences(String database) {
        run(
                database,
                "- sql: {query: 'CREATE TABLE IF NOT EXISTS y(x_id int, FOREIGN KEY (x_id)"
                        + " REFERENCES x(id))', DB}");

        assertThat(run(database, "- sql: {query: 'INSERT INTO y VALUES (99)', DB}"))
                .startsWith("SQL_CONSTRAINT: ");
    }
}
