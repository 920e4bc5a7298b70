package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.server.backend.RedisProcess;
import dev.tiercel.server.backend.SharedServers;
import dev.tiercel.server.client.HttpClient;
import dev.tiercel.server.client.HttpClientMetrics;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import dev.tiercel.server.redis.EmbeddedRedis;
import dev.tiercel.server.redis.RedisMetrics;
import dev.tiercel.server.redis.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile values through every style of placeholder, key, header and part of a URL. */
class InjectionTest {
    private static final TieringMode TIER = TieringMode.COMPILE;
    private static final List<String> HOSTILE =
            List.of(
                    "",
                    " ",
                    "'",
                    "''",
                    "\"",
                    "`",
                    "\\",
                    "\\'",
                    "';",
                    "--",
                    "#",
                    "/*",
                    "*/",
                    "'; DROP TABLE users; --",
                    "\"; DROP TABLE users; --",
                    "\\'; DELETE FROM users; --",
                    "' OR '1'='1",
                    "1 OR 1=1",
                    "') UNION SELECT 1; --",
                    "'; SELECT pg_sleep(10); --",
                    "0; DELETE FROM users",
                    "$1",
                    "$$; DELETE FROM users; $$",
                    "$tag$ ? $tag$",
                    "?",
                    "??",
                    ":name",
                    "::text",
                    "E'\\''",
                    "{{ 1 + 1 }}",
                    "{{ env.PATH }}",
                    "%27%20OR%201=1",
                    "\u0000",
                    "a\u0000b",
                    "\r\nX-Evil: 1",
                    "\nSet-Cookie: a=b",
                    "a\rb",
                    "*1\r\n$8\r\nFLUSHALL\r\n",
                    "\r\nFLUSHALL\r\n",
                    "$-1\r\n",
                    "../../admin",
                    "..%2f..%2fadmin",
                    "//evil.example/",
                    "@evil.example/",
                    "?a=1&b=2",
                    "#fragment",
                    "a b",
                    "\u2028",
                    "\u00ff\u0100",
                    "\ud83d\ude00",
                    "\ufeff",
                    "null",
                    "NaN",
                    "x".repeat(5000));

    @TempDir static Path directory;

    private static RedisProcess redis;
    private static SqlDatabases databases;
    private static LogicRun logic;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start(directory);
        databases =
                new SqlDatabases(
                        Map.of(
                                "default",
                                database("jdbc:sqlite:" + directory.resolve("a.db"), "root"),
                                "postgres",
                                database(SharedServers.postgres("injection"), "postgres"),
                                "mariadb",
                                database(SharedServers.mariadb("injection"), "root")),
                        SqlMetrics.NONE);
        logic = new LogicRun(TestConnectors.none().with(databases), settings());
    }

    private static DocumentSettings settings() {
        return DocumentSettings.DEFAULTS.withDatabases(
                Map.of(
                        "default", SqlDialect.SQLITE,
                        "postgres", SqlDialect.POSTGRESQL,
                        "mariadb", SqlDialect.MARIADB));
    }

    private static ServerConfig.Database database(String url, String user) {
        return new ServerConfig.Database(
                url,
                Optional.of(user),
                Optional.empty(),
                2,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                100);
    }

    @AfterAll
    static void stop() {
        logic.close();
        databases.close();
        redis.close();
    }

    private static String json(String text) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.string(text);
        return buffer.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "postgres", "mariadb"})
    @DisplayName("OP-22: values never become statements, in no style of placeholders")
    void bindsValues(String database) {
        String text = database.equals("mariadb") ? "CHAR(6000)" : "TEXT";
        String steps =
                """
                - sql: {query: "SELECT CAST(? AS TEXT) AS a", args: ["{{ body }}"], database: DB, assign: a}
                - sql: {query: "SELECT CAST($1 AS TEXT) AS a", args: ["{{ body }}"], database: DB, assign: b}
                - sql: {query: "SELECT CAST(:v AS TEXT) AS a", args: {v: "{{ body }}"}, database: DB, assign: c}
                - sql: {query: "SELECT CAST(:v AS TEXT) AS a", args: "{{ {v: body} }}", database: DB, assign: d}
                - sql: {query: "SELECT count(*) AS n FROM users", database: DB, assign: e}
                - return: "{{ [a[0].a, b[0].a, c[0].a, d[0].a, e[0].n] }}"
                """
                        .replace("DB", database)
                        .replace("TEXT", text);
        run("- {sql: CREATE TABLE users(name varchar(10)), database: " + database + "}");
        run("- {sql: INSERT INTO users VALUES ('Ada'), database: " + database + "}");

        for (String hostile : HOSTILE) {
            LogicRun.Outcome outcome = logic.run(TIER, steps, json(hostile));
            String value = json(hostile);
            boolean isRefused = database.equals("postgres") && hostile.contains("\u0000");
            assertThat(outcome.error() == null ? outcome.body() : outcome.code())
                    .as(hostile)
                    .isEqualTo(isRefused ? "SQL_ERROR" : "[" + (value + ",").repeat(4) + "1]");
        }
        assertThat(run("- {sql: SELECT name FROM users, database: " + database + "}"))
                .isEqualTo("[{\"name\":\"Ada\"}]");
    }

    private static String run(String steps) {
        LogicRun.Outcome outcome = logic.run(TIER, steps);
        assertThat(outcome.error()).as(outcome.body()).isNull();
        return outcome.body();
    }

    @Test
    @DisplayName("Keys, fields and values of Redis are never commands")
    void keepsKeysApart() {
        try (RedisServer server =
                new RedisServer(redis.url(), Duration.ofSeconds(3), RedisMetrics.NONE)) {
            keepsKeysApart(server);
        }
        keepsKeysApart(EmbeddedRedis.create(RedisMetrics.NONE));
    }

    private static void keepsKeysApart(RedisConnector store) {
        String steps =
                """
                - redis: {command: SET, key: "k:{{ body }}", value: "{{ body }}"}
                - redis: {command: HSET, key: "h:{{ body }}", args: ["{{ body }}", "{{ body }}"]}
                - redis: {command: PUBLISH, key: "c:{{ body }}", value: "{{ body }}"}
                - redis: {command: GET, key: "k:{{ body }}", assign: value}
                - redis: {command: HGETALL, key: "h:{{ body }}", assign: members}
                - redis: {command: GET, key: sentinel, assign: sentinel}
                - return: "{{ [value, values(members), keys(members), sentinel] }}"
                """;
        try (LogicRun own = new LogicRun(TestConnectors.none().with(store))) {
            own.run(TIER, "- redis: {command: SET, key: sentinel, value: here}");
            for (String hostile : HOSTILE) {
                String value = json(hostile);
                assertThat(own.run(TIER, steps, value).body())
                        .as(hostile)
                        .isEqualTo("[%1$s,[%1$s],[%1$s],\"here\"]".replace("%1$s", value));
            }
        }
    }

    @Test
    @DisplayName("OP-14: headers, queries and URLs reach one request to the host that was meant")
    void keepsRequestsApart() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> note(exchange, received));
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String header =
                "- http: {url: '" + base + "/h', headers: {X-Value: \"{{ body }}\", X-Other: o}}";
        String query = "- http: {url: '" + base + "/q', query: {v: \"{{ body }}\", \"w&x\": 1}}";
        String path = "- http: {url: \"" + base + "/p/{{ body }}\"}";
        String host = "- http: {url: \"" + base + "{{ body }}/h\"}";
        try (HttpClient client = client();
                LogicRun own = new LogicRun(TestConnectors.none().with(client))) {
            for (String hostile : HOSTILE) {
                for (String steps : List.of(header, query, path, host)) {
                    int before = received.size();
                    LogicRun.Outcome outcome = own.run(TIER, steps, json(hostile));
                    if (outcome.error() != null) {
                        assertThat(outcome.code())
                                .as(steps + " " + hostile)
                                .isIn("INVALID_ARGUMENT", "HTTP_ERROR");
                        assertThat(received).hasSize(before);
                    } else {
                        // The server itself refuses some paths.
                        assertThat(received).hasSizeBetween(before, before + 1);
                        assertThat(received.getLast())
                                .as(steps + " " + hostile)
                                .startsWith("GET /")
                                .doesNotContain("X-evil")
                                .doesNotContain("Set-cookie");
                    }
                    if (steps.equals(query)) {
                        assertThat(received.getLast()).contains("&w%26x=1 ");
                    }
                }
            }
        } finally {
            server.stop(0);
        }
    }

    private static HttpClient client() {
        return new HttpClient(
                new ServerConfig.HttpClient(
                        List.of("127.0.0.1"), List.of(), Duration.ofSeconds(1), 10_000, "test"),
                HttpClientMetrics.NONE);
    }

    private static void note(HttpExchange exchange, List<String> received) throws IOException {
        try (exchange) {
            received.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().keySet()
                            + new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
