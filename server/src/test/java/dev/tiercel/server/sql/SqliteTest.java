package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SQL operations on the embedded database, in each tier. */
class SqliteTest {
    @TempDir Path directory;

    private SqlDatabases databases;
    private LogicRun logic;

    @BeforeEach
    void open() {
        ServerConfig.Database config =
                new ServerConfig.Database(
                        "jdbc:sqlite:" + directory.resolve("test.db"),
                        Optional.empty(),
                        Optional.empty(),
                        4,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2),
                        100);
        databases = new SqlDatabases(Map.of("default", config), SqlMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(databases));
    }

    @AfterEach
    void close() {
        logic.close();
        databases.close();
    }

    private void run(TieringMode tier, String steps) {
        LogicRun.Outcome outcome = logic.run(tier, steps);
        assertThat(outcome.error()).as(outcome.body()).isNull();
    }

    private void createUsers(TieringMode tier) {
        run(tier, "- sql: CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT UNIQUE, age INT)");
        run(tier, "- sql: INSERT INTO users VALUES (1, 'Ada', 36), (2, 'Bob', NULL)");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-23, OP-26: rows are objects in column order, in each style of placeholders")
    void answersRows(TieringMode tier) {
        createUsers(tier);

        String all =
                "[{\"id\":1,\"name\":\"Ada\",\"age\":36},{\"id\":2,\"name\":\"Bob\",\"age\":null}]";
        assertThat(logic.run(tier, "- sql: SELECT * FROM users ORDER BY id").body()).isEqualTo(all);
        assertThat(
                        logic.run(tier, "- {sql: 'SELECT name FROM users WHERE id = ?', args: [2]}")
                                .body())
                .isEqualTo("[{\"name\":\"Bob\"}]");
        assertThat(logic.run(tier, "- {sql: 'SELECT $2 || $1 || $2 AS t', args: [b, a]}").body())
                .isEqualTo("[{\"t\":\"aba\"}]");
        assertThat(
                        logic.run(tier, "- {sql: 'SELECT :x + :y + :x AS s', args: {y: 1, x: 10}}")
                                .body())
                .isEqualTo("[{\"s\":21}]");
        assertThat(logic.run(tier, "- sql: SELECT 1 AS a, 2 AS b, 3 AS a").body())
                .isEqualTo("[{\"a\":3,\"b\":2}]");
        assertThat(logic.run(tier, "- sql: SELECT * FROM users WHERE id = 9").body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-23: arguments computed as a whole")
    void takesWholeArguments(TieringMode tier) {
        String list = "- {sql: 'SELECT ? + ? AS s', args: '{{ body.list }}'}";
        String members = "- {sql: 'SELECT :a - :b AS s', args: '{{ body }}'}";

        assertThat(logic.run(tier, list, "{\"list\":[1,2]}").body()).isEqualTo("[{\"s\":3}]");
        assertThat(logic.run(tier, list, "{\"list\":[1]}").code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(logic.run(tier, list, "{\"list\":5}").code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(logic.run(tier, members, "{\"a\":5,\"b\":3}").body()).isEqualTo("[{\"s\":2}]");
        assertThat(logic.run(tier, members, "{\"a\":5}").code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(logic.run(tier, members, "{\"a\":5,\"b\":3,\"c\":1}").code())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-26: statements without rows answer counts; query_db a table")
    void answersCounts(TieringMode tier) {
        createUsers(tier);

        assertThat(logic.run(tier, "- sql: INSERT INTO users(name) VALUES ('Cyd')").body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":3}");
        assertThat(logic.run(tier, "- sql: UPDATE users SET age = 1 WHERE id > 1").body())
                .isEqualTo("{\"rows_affected\":2,\"last_insert_id\":null}");
        assertThat(
                        logic.run(
                                        tier,
                                        "- sql: /* a */ WITH v(n) AS (VALUES ('Dan'))"
                                                + " INSERT INTO users(name) SELECT n FROM v")
                                .body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":4}");
        assertThat(logic.run(tier, "- sql: CREATE VIEW v AS SELECT 1 AS a").body())
                .isEqualTo("{\"rows_affected\":0,\"last_insert_id\":null}");
        assertThat(logic.run(tier, "- sql: PRAGMA user_version = 5").body())
                .isEqualTo("{\"rows_affected\":0,\"last_insert_id\":null}");
        assertThat(
                        logic.run(
                                        tier,
                                        "- sql: WITH v(n) AS (VALUES ('Cyd')) UPDATE users"
                                                + " SET age = 5 FROM v WHERE name = n")
                                .body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");
        assertThat(logic.run(tier, "- sql: DELETE FROM users WHERE name = 'Dan'").body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");
        assertThat(logic.run(tier, "- query_db: SELECT id FROM users ORDER BY id LIMIT 2").body())
                .isEqualTo(
                        "{\"rows\":[{\"id\":1},{\"id\":2}],\"count\":2,"
                                + "\"rows_affected\":0,\"last_insert_id\":null}");
        assertThat(logic.run(tier, "- query_db: DELETE FROM users").body())
                .isEqualTo("{\"rows\":[],\"count\":0,\"rows_affected\":3,\"last_insert_id\":null}");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-26: what inserts no row has no identity, whatever was inserted before")
    void tellsInsertsApart(TieringMode tier) {
        createUsers(tier);
        run(tier, "- sql: CREATE TABLE keys(k TEXT PRIMARY KEY) WITHOUT ROWID");
        run(tier, "- sql: CREATE TABLE other(id INTEGER PRIMARY KEY)");
        String upsert =
                "- sql: INSERT INTO users(name) VALUES ('%s')"
                        + " ON CONFLICT (name) DO UPDATE SET age = 40";

        assertThat(logic.run(tier, "- sql: INSERT INTO other VALUES (1)").body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":1}");
        assertThat(logic.run(tier, upsert.formatted("Ada")).body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");
        assertThat(logic.run(tier, upsert.formatted("Cyd")).body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":3}");
        assertThat(logic.run(tier, "- sql: INSERT INTO keys VALUES ('a')").body())
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");
        assertThat(logic.run(tier, "- sql: INSERT OR IGNORE INTO other VALUES (1)").body())
                .isEqualTo("{\"rows_affected\":0,\"last_insert_id\":null}");
        assertThat(logic.run(tier, "- sql: INSERT INTO other VALUES (3), (4)").body())
                .isEqualTo("{\"rows_affected\":2,\"last_insert_id\":4}");
        assertThat(
                        logic.run(
                                        tier,
                                        "- transaction:\n"
                                                + "    - sql: INSERT INTO other VALUES (5)\n"
                                                + "    - sql: INSERT INTO keys VALUES ('b')\n"
                                                + "- get: sql_result.last_insert_id")
                                .body())
                .isEqualTo("null");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-27: a time with a zone is one in UTC, as on other databases")
    void mapsTimes(TieringMode tier) {
        run(
                tier,
                "- sql: CREATE TABLE times(n INTEGER PRIMARY KEY, at TIMESTAMP WITH TIME ZONE,"
                        + " d DATETIME)");
        run(
                tier,
                """
                - sql: >
                    INSERT INTO times(at, d) VALUES
                    ('2024-12-18 10:30:00+02:00', '2024-12-18T10:30:00.250-01:30'),
                    ('2024-12-18 10:30:00Z', '2024-12-18T10:30Z'),
                    ('2024-12-18 10:30:00.5', '2024-12-18T10:30:00'),
                    ('2024-13-18 10:30:00+02:00', '2024-12-18'),
                    ('yesterday', 1734517800)
                """);

        assertThat(logic.run(tier, "- sql: SELECT at, d FROM times ORDER BY n").body())
                .isEqualTo(
                        "[{\"at\":\"2024-12-18T08:30:00Z\",\"d\":\"2024-12-18T12:00:00.25Z\"},"
                                + "{\"at\":\"2024-12-18T10:30:00Z\",\"d\":\"2024-12-18T10:30:00Z\"},"
                                + "{\"at\":\"2024-12-18T10:30:00.5\",\"d\":\"2024-12-18T10:30:00\"},"
                                + "{\"at\":\"2024-13-18 10:30:00+02:00\",\"d\":\"2024-12-18\"},"
                                + "{\"at\":\"yesterday\",\"d\":1734517800}]");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-25, OP-27: values on the way in and out")
    void mapsValues(TieringMode tier) {
        String steps =
                """
                - sql: 'SELECT ? a, ? b, ? c, ? d, ? e, ? f'
                  args: [null, true, 1.5, 2.0, [1, {x: 2}], 9007199254740993]
                """;
        assertThat(logic.run(tier, steps).body())
                .isEqualTo(
                        "[{\"a\":null,\"b\":1,\"c\":1.5,\"d\":2,\"e\":\"[1,{\\\"x\\\":2}]\","
                                + "\"f\":9007199254740993}]");
        run(tier, "- sql: CREATE TABLE v(flag BOOLEAN, at TIMESTAMP, doc JSON, raw BLOB)");
        run(
                tier,
                """
                - sql: INSERT INTO v VALUES (1, '2024-12-18 10:00:00', '{"a":[1]}', x'00ff')
                """);
        assertThat(logic.run(tier, "- sql: SELECT * FROM v").body())
                .isEqualTo(
                        "[{\"flag\":true,\"at\":\"2024-12-18T10:00:00\","
                                + "\"doc\":{\"a\":[1]},\"raw\":\"AP8=\"}]");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-28: errors by their kind")
    void tellsErrorsApart(TieringMode tier) {
        createUsers(tier);

        assertThat(logic.run(tier, "- sql: SELECT * FROM missing").code()).isEqualTo("SQL_ERROR");
        LogicRun.Outcome duplicate =
                logic.run(tier, "- sql: INSERT INTO users(name) VALUES ('Ada')");
        assertThat(duplicate.code()).isEqualTo("SQL_CONSTRAINT");
        assertThat(duplicate.status()).isEqualTo(409);
        String many =
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT %d) "
                        + "SELECT x FROM c";
        assertThat(logic.run(tier, "- sql: " + many.formatted(101)).code()).isEqualTo("LIMIT_ROWS");
        assertThat(
                        logic.run(
                                        tier,
                                        "- query_db: "
                                                + many.formatted(100)
                                                + "\n- db_result.count"
                                                        .replace("- db", "- get: db"))
                                .body())
                .isEqualTo("100");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-28, OP-40: a statement that takes too long ends; the pool goes on")
    void endsSlowStatements(TieringMode tier) {
        String endless =
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c";

        assertThat(logic.run(tier, "- {sql: '" + endless + "', timeout_ms: 100}").code())
                .isEqualTo("TIMEOUT");
        logic.limits(new BudgetLimits(1000, 100, 1 << 20, 10, 10));
        assertThat(logic.run(tier, "- sql: " + endless).code()).isEqualTo("LIMIT_DEADLINE");
        logic.limits(BudgetLimits.DEFAULTS);
        assertThat(logic.run(tier, "- sql: SELECT 1 AS one").body()).isEqualTo("[{\"one\":1}]");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-29, OP-30: all or nothing")
    void commitsAndRollsBack(TieringMode tier) {
        createUsers(tier);
        String count = "\n- sql: SELECT count(*) AS n FROM users\n- get: sql_result[0].n";

        String failing =
                """
                - try:
                    body:
                      - transaction:
                          - sql: DELETE FROM users
                          - throw: {message: no, code: NO}
                    catch: [{set: {caught: "{{ error.code }}"}}]
                """;
        assertThat(logic.run(tier, failing + count.strip()).body()).isEqualTo("2");
        String returning =
                """
                - transaction:
                    - sql: DELETE FROM users WHERE id = 1
                    - return: "{{ sql_result.rows_affected }}"
                """;
        assertThat(logic.run(tier, returning).body()).isEqualTo("1");
        assertThat(logic.run(tier, count.strip()).body()).isEqualTo("1");
        String breaking =
                """
                - loop: [1, 2]
                  do:
                    - transaction:
                        - sql: INSERT INTO users(name) VALUES ('x')
                        - break
                """;
        run(tier, breaking);
        assertThat(logic.run(tier, count.strip()).body()).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-13, OP-31: transactions neither nest nor are shared by tasks")
    void refusesNestingAtRunTime(TieringMode tier) {
        String nested =
                """
                name: inner
                params: []
                logic:
                  - transaction:
                      - sql: SELECT 1
                ---
                name: tasks
                params: []
                logic:
                  - parallel: [[{sql: SELECT 1}], [{sql: SELECT 2}]]
                ---
                name: r
                path: /r
                method: POST
                logic:
                  - transaction: [{call: %s}]
                """;

        assertThat(logic.runDocument(tier, nested.formatted("inner"), "null").code())
                .isEqualTo("SQL_TRANSACTION");
        assertThat(logic.runDocument(tier, nested.formatted("tasks"), "null").code())
                .isEqualTo("SQL_TRANSACTION");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("Writers in virtual threads wait for each other")
    void writesInParallel(TieringMode tier) {
        createUsers(tier);
        String steps =
                """
                - parallel:
                    for_each: "{{ range(0, 40) }}"
                    as: n
                    do:
                      - transaction:
                          - sql: INSERT INTO users(name) VALUES (?)
                            args: ["user {{ n }}"]
                          - sleep: 1
                          - sql: UPDATE users SET age = ? WHERE name = ?
                            args: ["{{ n }}", "user {{ n }}"]
                - sql: SELECT count(*) AS n, sum(age) AS s FROM users WHERE name LIKE 'user %'
                """;

        assertThat(logic.run(tier, steps).body()).isEqualTo("[{\"n\":40,\"s\":780}]");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-26: rows that are returned unchanged have the bytes of rows that are values")
    void writesTheSameText(TieringMode tier) {
        run(tier, "- sql: CREATE TABLE w(a INT, b TEXT, c REAL, d BLOB, e JSON, f BOOLEAN)");
        run(
                tier,
                """
                - sql: >
                    INSERT INTO w VALUES (1, 'q" \\ ü € 😀', 1.0, x'00ff', '{"k": [1, 2.50, null]}', 1),
                    (NULL, '', 1e300, NULL, 'no JSON', 0), (-9223372036854775808, char(1), -0.0, x'', '', NULL)
                """);
        for (String statement :
                List.of(
                        "sql: SELECT * FROM w ORDER BY rowid",
                        "query_db: SELECT * FROM w ORDER BY rowid",
                        "sql: SELECT a, b AS a, c AS \"x\"\"y\", a AS c FROM w",
                        "sql: SELECT * FROM w WHERE a = 5",
                        "query_db: SELECT * FROM w WHERE a = 5",
                        "sql: UPDATE w SET a = 2 WHERE a = 1",
                        "query_db: UPDATE w SET a = 3 WHERE a = 2")) {
            String unchanged = "- " + statement + "\n  assign: r\n";
            String text = logic.run(tier, unchanged + "- return: '{{ r }}'").body();
            String value =
                    logic.run(
                                    tier,
                                    unchanged
                                                    .replace(
                                                            "a = 2 WHERE a = 1",
                                                            "a = 2 WHERE a = 2")
                                                    .replace(
                                                            "a = 3 WHERE a = 2",
                                                            "a = 3 WHERE a = 3")
                                            + "- log: '{{ r }}'\n- return: '{{ r }}'")
                            .body();
            String inside = logic.run(tier, unchanged + "- return: {in: ['{{ r }}']}").body();

            assertThat(text).as(statement).isEqualTo(value);
            if (!statement.contains("UPDATE")) {
                assertThat(inside).as(statement).isEqualTo("{\"in\":[" + value + "]}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRET", "COMPILE"})
    @DisplayName("OP-28, OP-39: limits hold for rows that are written as text")
    void limitsText(TieringMode tier) {
        String many =
                "- sql: WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 101)"
                        + " SELECT x FROM c";
        assertThat(logic.run(tier, many).code()).isEqualTo("LIMIT_ROWS");
        logic.limits(new BudgetLimits(1000, 10_000, 2000, 10, 10));
        assertThat(logic.run(tier, "- sql: SELECT hex(randomblob(2000)) AS a").code())
                .isEqualTo("LIMIT_MEMORY");
        assertThat(logic.run(tier, "- sql: SELECT hex(randomblob(10)) AS a").error()).isNull();
    }
}
