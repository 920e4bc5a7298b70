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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL operations on a real PostgreSQL server. */
class PostgresTest {
    private static final TieringMode TIER = TieringMode.COMPILE;

    private static String url;
    private static SqlDatabases databases;
    private static LogicRun logic;

    @BeforeAll
    static void start() {
        url = SharedServers.postgres("types");
        databases =
                new SqlDatabases(
                        Map.of("default", config(4, Duration.ofSeconds(20))), SqlMetrics.NONE);
        logic =
                new LogicRun(
                        TestConnectors.none().with(databases),
                        DocumentSettings.DEFAULTS.withDatabases(
                                Map.of("default", SqlDialect.POSTGRESQL)));
        assertThat(
                        run(
                                "- sql: CREATE TABLE users(id serial PRIMARY KEY, name text UNIQUE, age int)"))
                .startsWith("{");
        run("- sql: INSERT INTO users(name, age) VALUES ('Ada', 36), ('Bob', NULL)");
    }

    private static ServerConfig.Database config(int poolSize, Duration connectTimeout) {
        return new ServerConfig.Database(
                url,
                Optional.of("postgres"),
                Optional.empty(),
                poolSize,
                connectTimeout,
                Duration.ofSeconds(10),
                100);
    }

    @AfterAll
    static void stop() {
        logic.close();
        databases.close();
    }

    private static String run(String steps) {
        LogicRun.Outcome outcome = logic.run(TIER, steps);
        return outcome.error() == null ? outcome.body() : outcome.code() + " " + outcome.body();
    }

    @Test
    @DisplayName("OP-27: types of PostgreSQL")
    void mapsTypes() {
        String query =
                """
                - sql: >
                    SELECT 1::smallint a, 2 b, 3::bigint c, 1.5::real d, 2.5::float8 e,
                    10::numeric f, 10.50::numeric g, 123456789012345678901::numeric h, true i,
                    'x'::varchar j, 'b5f0f5a0-0000-4000-8000-000000000001'::uuid k,
                    '2024-12-18'::date l, '10:30:00'::time m, '2024-12-18 10:30:00.5'::timestamp n,
                    '2024-12-18 10:30:00+02'::timestamptz o, '{"a":[1]}'::jsonb p, '[1,2]'::json q,
                    '\\x00ff'::bytea r, NULL::int s, 'NaN'::float8 t
                """;

        assertThat(run(query))
                .isEqualTo(
                        "[{\"a\":1,\"b\":2,\"c\":3,\"d\":1.5,\"e\":2.5,\"f\":10,\"g\":10.5,"
                                + "\"h\":1.2345678901234568e20,\"i\":true,\"j\":\"x\","
                                + "\"k\":\"b5f0f5a0-0000-4000-8000-000000000001\","
                                + "\"l\":\"2024-12-18\",\"m\":\"10:30:00\","
                                + "\"n\":\"2024-12-18T10:30:00.5\","
                                + "\"o\":\"2024-12-18T08:30:00Z\",\"p\":{\"a\":[1]},\"q\":[1,2],"
                                + "\"r\":\"AP8=\",\"s\":null,\"t\":null}]");
    }

    @Test
    @DisplayName("OP-27: types of PostgreSQL that have no rule are text, strange numbers are null")
    void mapsOtherTypes() {
        String query =
                """
                - sql: >
                    SELECT '{1,2}'::int[] a, '1 day 2 hours'::interval b, '192.168.0.1'::inet c,
                    B'101' d, '<a/>'::xml f, 'ab'::char(3) g, '10:30:00+02'::timetz h,
                    'NaN'::numeric i, '-Infinity'::float4 j, 5::oid k, 'x'::name l,
                    '0001-01-01 00:00:00+00'::timestamptz m, '2024-12-18 10:30:00.123456'::timestamp n,
                    1e20::numeric(30,0) o, 9223372036854775807::numeric p,
                    '"text"'::jsonb r, 'null'::json s, ''::bytea t, 1.1::real u,
                    'infinity'::timestamp v, '-infinity'::timestamptz w, '-infinity'::date x
                """;

        assertThat(run(query))
                .isEqualTo(
                        "[{\"a\":\"{1,2}\",\"b\":\"1 day 02:00:00\",\"c\":\"192.168.0.1\","
                                + "\"d\":\"101\",\"f\":\"<a/>\",\"g\":\"ab \","
                                + "\"h\":\"10:30:00+02\",\"i\":null,\"j\":null,\"k\":5,"
                                + "\"l\":\"x\",\"m\":\"0001-01-01T00:00:00Z\","
                                + "\"n\":\"2024-12-18T10:30:00.123456\",\"o\":1e20,"
                                + "\"p\":9223372036854775807,"
                                + "\"r\":\"text\",\"s\":null,\"t\":\"\",\"u\":1.1,"
                                + "\"v\":\"infinity\",\"w\":\"-infinity\",\"x\":\"-infinity\"}]");
    }

    @Test
    @DisplayName("OP-27: values are the same however often a statement has run")
    void mapsTheSameInEveryRun() {
        String query =
                """
                - set: {all: []}
                - for_range: {start: 0, end: 8, var: n}
                  do:
                    - sql: >
                        SELECT '{1,2}'::int[] a, '{a,b}'::text[] b, '{1.5}'::float8[] c,
                        '{"\\\\x00"}'::bytea[] d, point(1,2) e, '10:30:00+02'::timetz f,
                        box(point(1,2), point(3,4)) g, 1.1::real h, 1e-7::numeric i,
                        '10:30:00.5'::time j, '2024-12-18 10:30:00.5'::timestamp k,
                        '0044-03-15 BC'::timestamp l, '2024-12-18 10:30:00+02'::timestamptz m,
                        '-infinity'::timestamptz n, 'infinity'::date o, '0044-03-15 BC'::date p,
                        '24:00:00'::time q, '1 day'::interval r, 'NaN'::numeric s,
                        'b5f0f5a0-0000-4000-8000-000000000001'::uuid t, '[1,5)'::int4range u,
                        100000000000000000000::numeric v, '99999-01-01'::date w,
                        '294276-12-31 23:59:59.999999'::timestamp x, 0.1::float4::float8 y
                    - set: {all: "{{ unique(all + sql_result) }}"}
                - return: "{{ all }}"
                """;

        assertThat(run(query))
                .isEqualTo(
                        "[{\"a\":\"{1,2}\",\"b\":\"{a,b}\",\"c\":\"{1.5}\",\"d\":\"{\\\"\\\\\\\\x00\\\"}\","
                                + "\"e\":\"(1,2)\",\"f\":\"10:30:00+02\",\"g\":\"(3,4),(1,2)\",\"h\":1.1,"
                                + "\"i\":1e-7,\"j\":\"10:30:00.5\",\"k\":\"2024-12-18T10:30:00.5\","
                                + "\"l\":\"-0043-03-15T00:00:00\",\"m\":\"2024-12-18T08:30:00Z\","
                                + "\"n\":\"-infinity\",\"o\":\"infinity\",\"p\":\"0044-03-15 BC\","
                                + "\"q\":\"24:00:00\",\"r\":\"1 day\",\"s\":null,"
                                + "\"t\":\"b5f0f5a0-0000-4000-8000-000000000001\",\"u\":\"[1,5)\","
                                + "\"v\":1e20,\"w\":\"99999-01-01\","
                                + "\"x\":\"+294276-12-31T23:59:59.999999\",\"y\":0.10000000149011612}]");
    }

    @Test
    @DisplayName("OP-27: the types are read again when a table has changed")
    void followsChangedTables() {
        run("- sql: CREATE TABLE changing(v timestamp)");
        run("- sql: INSERT INTO changing VALUES ('2024-12-18 10:30:00')");
        String query = "- sql: SELECT * FROM changing";
        assertThat(run(query)).isEqualTo("[{\"v\":\"2024-12-18T10:30:00\"}]");

        run("- sql: ALTER TABLE changing ALTER v TYPE text USING v::text, ADD w int DEFAULT 5");

        assertThat(run(query)).isEqualTo("[{\"v\":\"2024-12-18 10:30:00\",\"w\":5}]");
    }

    @Test
    @DisplayName("OP-23, OP-25: parameters take the type of their place")
    void bindsParameters() {
        assertThat(run("- {sql: 'SELECT name FROM users WHERE id = ?', args: ['2']}"))
                .isEqualTo("[{\"name\":\"Bob\"}]");
        assertThat(run("- {sql: 'SELECT name FROM users WHERE id = $1 OR id = $1', args: [1]}"))
                .isEqualTo("[{\"name\":\"Ada\"}]");
        assertThat(
                        run(
                                "- {sql: 'SELECT :d::jsonb AS d, :n::int + 1 AS n', args: {d: {a: 1}, n: 4}}"))
                .isEqualTo("[{\"d\":{\"a\":1},\"n\":5}]");
        assertThat(run("- sql: SELECT '[\"a\"]'::jsonb ?? 'a' AS has"))
                .isEqualTo("[{\"has\":true}]");
        assertThat(
                        run(
                                "- sql: INSERT INTO users(name) VALUES (:name) RETURNING name\n"
                                        + "  params: {name: Cyd}"))
                .isEqualTo("[{\"name\":\"Cyd\"}]");
        assertThat(run("- sql: DELETE FROM users WHERE name = 'Cyd'"))
                .isEqualTo("{\"rows_affected\":1,\"last_insert_id\":null}");
    }

    @Test
    @DisplayName("OP-23: a placeholder that repeats is one parameter, and one expression")
    void repeatsPlaceholders() {
        assertThat(
                        run(
                                "- {sql: 'SELECT left(name, $1::int) a, count(*) n FROM users"
                                        + " GROUP BY left(name, $1::int) ORDER BY 1', args: [1]}"))
                .isEqualTo("[{\"a\":\"A\",\"n\":1},{\"a\":\"B\",\"n\":1}]");
        String optional =
                "- {sql: 'SELECT id FROM users WHERE :n IS NULL OR name = :n ORDER BY id',"
                        + " args: {n: %s}}";
        assertThat(run(optional.formatted("Bob"))).isEqualTo("[{\"id\":2}]");
        assertThat(run(optional.formatted("null"))).isEqualTo("[{\"id\":1},{\"id\":2}]");
        assertThat(run("- {sql: 'SELECT ? IS NULL AS a, ? IS NOT NULL AS b', args: [5, {a: 1}]}"))
                .isEqualTo("[{\"a\":false,\"b\":true}]");
        assertThat(run("- {sql: 'SELECT concat(:a) AS t', args: {a: x}}"))
                .isEqualTo(
                        "SQL_ERROR ERROR: could not determine data type of parameter $1;"
                                + " write its type where it occurs first, as in `?::text`");
        assertThat(run("- {sql: 'SELECT $2::text || $1 || $2 AS t', args: [b, a]}"))
                .isEqualTo("[{\"t\":\"aba\"}]");
        assertThat(
                        run(
                                "- {sql: 'SELECT :x::int + :y::int + :x AS s LIMIT:y',"
                                        + " args: {y: 1, x: 10}}"))
                .isEqualTo("[{\"s\":21}]");
    }

    @Test
    @DisplayName("OP-39: rows larger than the memory left are not received; the pool goes on")
    void limitsWhatIsReceived() {
        String wide = "- sql: SELECT repeat('x', 12000000) AS a FROM generate_series(1, 99)";
        String bytes =
                "- sql: SELECT decode(repeat('00', %d), 'hex') AS a\n- get: length(sql_result)";
        logic.limits(new BudgetLimits(1000, 10_000, 1 << 20, 10, 10));

        assertThat(run(wide)).startsWith("LIMIT_MEMORY ");
        assertThat(run("- transaction:\n    - sql: DELETE FROM users\n    " + wide))
                .startsWith("LIMIT_MEMORY ");
        assertThat(run(bytes.formatted(1_000_000))).isEqualTo("1");
        assertThat(run(bytes.formatted(1_100_000))).startsWith("LIMIT_MEMORY ");

        logic.limits(BudgetLimits.DEFAULTS);
        assertThat(run("- sql: SELECT count(*) AS n FROM users")).isEqualTo("[{\"n\":2}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE users; --",
                "' OR '1'='1",
                "\\\\'; DELETE FROM users; --",
                "$1",
                "?",
                ":name",
                "/* */ UNION SELECT 1",
                "\\\"; x",
                "{{ 1 + 1 }}"
            })
    @DisplayName("OP-22: values never become statements")
    void keepsHostileTexts(String text) {
        String steps =
                """
                - {sql: 'SELECT ?::text AS a', args: ["{{ body.text }}"]}
                - {sql: 'SELECT $1::text AS a', args: ["{{ body.text }}"], assign: second}
                - {sql: 'SELECT :t::text AS a', args: {t: "{{ body.text }}"}, assign: third}
                - {sql: 'SELECT count(*) AS n FROM users WHERE name = ?', args: ["{{ body.text }}"]}
                - return: "{{ [second[0].a, third[0].a, sql_result[0].n] }}"
                """;

        assertThat(logic.run(TIER, steps, "{\"text\":\"" + text + "\"}").body())
                .isEqualTo("[\"" + text + "\",\"" + text + "\",0]");
        assertThat(run("- sql: SELECT count(*) AS n FROM users")).isEqualTo("[{\"n\":2}]");
    }

    @Test
    @DisplayName("OP-28: errors by SQLSTATE")
    void tellsErrorsApart() {
        assertThat(run("- sql: SELECT * FROM missing")).startsWith("SQL_ERROR ");
        LogicRun.Outcome failed = logic.run(TIER, "- sql: SELECT 1/0");
        assertThat(failed.error()).isNotNull();
        assertThat(String.valueOf(failed.error().data())).contains("22012");
        assertThat(run("- sql: INSERT INTO users(name) VALUES ('Ada')"))
                .startsWith("SQL_CONSTRAINT ");
        assertThat(run("- sql: SELECT * FROM generate_series(1, 101)")).startsWith("LIMIT_ROWS ");
        assertThat(run("- {sql: SELECT pg_sleep(20), timeout_ms: 100}")).startsWith("TIMEOUT ");
        logic.limits(new BudgetLimits(1000, 200, 1 << 20, 10, 10));
        assertThat(run("- sql: SELECT pg_sleep(20)")).startsWith("LIMIT_DEADLINE ");
        logic.limits(BudgetLimits.DEFAULTS);
        assertThat(run("- sql: SELECT 1 AS one")).isEqualTo("[{\"one\":1}]");
    }

    @Test
    @DisplayName("OP-30: an error rolls back, also after a failed statement; a conflict is one")
    void rollsBack() {
        String failing =
                """
                - try:
                    body:
                      - transaction:
                          isolation: serializable
                          body:
                            - sql: DELETE FROM users
                            - sql: INSERT INTO users(id, name) VALUES (1, NULL), (1, NULL)
                    catch: [{set: {code: "{{ error.code }}"}}]
                - query_db: SELECT count(*) AS n FROM users
                - return: "{{ [code, db_result.rows[0].n] }}"
                """;
        assertThat(run(failing)).isEqualTo("[\"SQL_CONSTRAINT\",2]");
        String conflicting =
                """
                - parallel:
                    on_error: collect
                    tasks:
                      - - transaction:
                            isolation: repeatable_read
                            body:
                              - sql: SELECT age FROM users WHERE id = 1
                              - sleep: 100
                              - sql: UPDATE users SET age = age + 1 WHERE id = 1
                      - - transaction:
                            isolation: repeatable_read
                            body:
                              - sql: SELECT age FROM users WHERE id = 1
                              - sleep: 100
                              - sql: UPDATE users SET age = age + 1 WHERE id = 1
                - return: "{{ parallel_errors[0].error.code }}"
                """;
        assertThat(run(conflicting)).isEqualTo("\"SQL_CONFLICT\"");
    }

    @Test
    @DisplayName("A pool that is used up is unavailable, and recovers")
    void waitsForConnections() {
        try (SqlDatabases narrow =
                        new SqlDatabases(
                                Map.of("default", config(1, Duration.ofMillis(1500))),
                                SqlMetrics.NONE);
                LogicRun own = new LogicRun(TestConnectors.none().with(narrow))) {
            String steps =
                    """
                    - parallel:
                        on_error: collect
                        tasks:
                          - [{transaction: [{sql: SELECT pg_sleep(2.5)}]}]
                          - [{sleep: 200}, {sql: SELECT 1}]
                    - return: "{{ parallel_errors[0].error.code }}"
                    """;
            assertThat(own.run(TIER, steps).body()).isEqualTo("\"SQL_UNAVAILABLE\"");
            assertThat(own.run(TIER, "- sql: SELECT 1 AS a").body()).isEqualTo("[{\"a\":1}]");
        }
    }

    @Test
    @DisplayName("A cancelled task ends its statement, and the connection serves again")
    void cancelsLosers() {
        String steps =
                """
                - parallel:
                    race: true
                    tasks:
                      - [{sql: SELECT pg_sleep(30)}]
                      - [{sleep: 200}, {get: "1"}]
                """;
        long begin = System.nanoTime();
        assertThat(run(steps)).isEqualTo("1");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(run("- sql: SELECT 1 AS a")).isEqualTo("[{\"a\":1}]");
    }
}
