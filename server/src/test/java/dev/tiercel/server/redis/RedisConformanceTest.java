package dev.tiercel.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.server.backend.RedisProcess;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every case runs against the embedded store and a real server, and answers the same. */
class RedisConformanceTest {
    /** Every command, in an order in which later ones see what earlier ones left. */
    private static final List<String> COMMANDS =
            List.of(
                    "{command: GET, key: KEY}",
                    "{command: SETNX, key: KEY, value: v}",
                    "{command: GETDEL, key: KEY}",
                    "{command: MGET, args: [KEY, none]}",
                    "{command: EXISTS, args: [KEY, KEY, none]}",
                    "{command: TTL, key: KEY}",
                    "{command: PERSIST, key: KEY}",
                    "{command: INCR, key: KEY}",
                    "{command: DECR, key: KEY}",
                    "{command: INCRBY, key: KEY, value: 9223372036854775807}",
                    "{command: INCRBY, key: KEY, value: \"+1\"}",
                    "{command: HGET, key: KEY, args: [a]}",
                    "{command: HDEL, key: KEY, args: [none]}",
                    "{command: HSET, key: KEY, value: {b: 1, a: 2}}",
                    "{command: HGETALL, key: KEY}",
                    "{command: HINCRBY, key: KEY, args: [a, 2]}",
                    "{command: HINCRBY, key: KEY, args: [a, 1.5]}",
                    "{command: HINCRBY, key: KEY, args: [a, 9223372036854775807]}",
                    "{command: LPUSH, key: KEY, value: l}",
                    "{command: RPUSH, key: KEY, args: [r, s]}",
                    "{command: LRANGE, key: KEY, args: [0, -1]}",
                    "{command: LRANGE, key: KEY, args: [-100, 100]}",
                    "{command: LRANGE, key: KEY, args: [9223372036854775807, -9223372036854775808]}",
                    "{command: LRANGE, key: KEY, args: [-1, 9223372036854775807]}",
                    "{command: LRANGE, key: KEY, args: [-9223372036854775808, -1]}",
                    "{command: LRANGE, key: KEY, args: [0, 1.0]}",
                    "{command: LLEN, key: KEY}",
                    "{command: LPOP, key: KEY}",
                    "{command: RPOP, key: KEY}",
                    "{command: SADD, key: KEY, args: [a, a]}",
                    "{command: SISMEMBER, key: KEY, value: a}",
                    "{command: SMEMBERS, key: KEY}",
                    "{command: SREM, key: KEY, value: none}",
                    "{command: ZADD, key: KEY, args: [\"1e400\", b]}",
                    "{command: ZADD, key: KEY, args: [\"1e-400\", b]}",
                    "{command: ZADD, key: KEY, args: [\"nan\", b]}",
                    "{command: ZADD, key: KEY, args: [\" 1\", b]}",
                    "{command: ZADD, key: KEY, args: [\"\", b]}",
                    "{command: ZADD, key: KEY, args: [\"1e2\", b]}",
                    "{command: ZADD, key: KEY, args: [\"+.5\", c]}",
                    "{command: ZADD, key: KEY, args: [\"-0\", d]}",
                    "{command: ZADD, key: KEY, args: [1, g, x, h]}",
                    "{command: ZADD, key: KEY, args: [NX, XX, 1, b]}",
                    "{command: ZADD, key: KEY, args: [INCR, CH, 1, b]}",
                    "{command: ZADD, key: KEY, args: [xx, 1, b, 2]}",
                    "{command: ZADD, key: KEY, args: [NX, b]}",
                    "{command: ZADD, key: KEY, args: [1, NX, 2, GT]}",
                    "{command: ZADD, key: KEY, args: [\"0x10\", b]}",
                    "{command: ZADD, key: KEY, args: [\"1_0\", b]}",
                    "{command: ZADD, key: KEY, args: [\"1.\", b]}",
                    "{command: ZADD, key: KEY, args: [true, b]}",
                    "{command: ZADD, key: KEY, args: [null, b]}",
                    "{command: ZADD, key: KEY, args: [\"1f\", b]}",
                    "{command: ZADD, key: KEY, args: [\"-InFiNiTy\", low]}",
                    "{command: ZSCORE, key: KEY, value: low}",
                    "{command: ZREM, key: KEY, value: low}",
                    "{command: ZINCRBY, key: KEY, args: [\"0x10\", b]}",
                    "{command: ZINCRBY, key: KEY, args: [NX, b]}",
                    "{command: ZSCORE, key: KEY, value: b}",
                    "{command: ZSCORE, key: KEY, value: g}",
                    "{command: ZINCRBY, key: KEY, args: [0.1, b]}",
                    "{command: ZINCRBY, key: KEY, args: [\"1e308\", b]}",
                    "{command: ZRANGE, key: KEY, args: [0, -1]}",
                    "{command: ZRANGE, key: KEY, args: [-2, 100, withscores]}",
                    "{command: ZRANGE, key: KEY, args: [1, 9223372036854775807]}",
                    "{command: ZRANGE, key: KEY, args: [a, 1]}",
                    "{command: ZINCRBY, key: KEY, args: [\"-0\", zero]}",
                    "{command: ZSCORE, key: KEY, value: zero}",
                    "{command: ZREM, key: KEY, value: zero}",
                    "{command: ZREM, key: KEY, args: [none, b, b]}",
                    "{command: EXPIRE, key: KEY, ttl: 9223372036854775807}",
                    "{command: EXPIRE, key: KEY, ttl: \"{{ body ?? 0 }}\"}",
                    "{command: EXPIRE, key: KEY, ttl: \"{{ body ?? -1 }}\"}",
                    "{command: EXPIRE, key: KEY, ttl: \"{{ body ?? 1.5 }}\"}",
                    "{command: EXPIRE, key: KEY, ttl: \"{{ body ?? 'NX' }}\"}",
                    "{command: EXPIRE, key: KEY, ttl: \"{{ body ?? '0x10' }}\"}",
                    "{command: SET, key: KEY, value: v, ttl: \"{{ body ?? 0 }}\"}",
                    "{command: SET, key: KEY, value: v, ttl: \"{{ body ?? -5 }}\"}",
                    "{command: SET, key: KEY, value: v, ttl: \"{{ body ?? 0.5 }}\"}",
                    "{command: SET, key: KEY, value: v, ttl: \"{{ body ?? 'NX' }}\"}",
                    "{command: EXPIRE, key: KEY, ttl: 1000}",
                    "{command: TTL, key: KEY}",
                    "{command: SET, key: KEY, value: v, ttl: 9223372036854775807}",
                    "{command: EXISTS, key: KEY}",
                    "{command: SET, key: KEY, value: null, ttl: 100}",
                    "{command: GET, key: KEY}",
                    "{command: TTL, key: KEY}",
                    "{command: PUBLISH, key: KEY, value: v}",
                    "{command: DEL, args: [KEY, KEY]}");

    @TempDir static Path directory;

    private static RedisProcess process;
    private static RedisServer server;
    private static Map<Store, LogicRun> logicByStore;

    /** Where commands go. */
    enum Store {
        EMBEDDED,
        SERVER
    }

    @BeforeAll
    static void start() {
        process = RedisProcess.start(directory);
        server = new RedisServer(process.url(), Duration.ofSeconds(5), RedisMetrics.NONE);
        logicByStore =
                Map.of(
                        Store.EMBEDDED, logic(EmbeddedRedis.create(RedisMetrics.NONE)),
                        Store.SERVER, logic(server));
    }

    private static LogicRun logic(RedisConnector redis) {
        return new LogicRun(TestConnectors.none().with(redis));
    }

    @AfterAll
    static void stop() {
        logicByStore.values().forEach(LogicRun::close);
        server.close();
        process.close();
    }

    private static String run(Store store, String operation) {
        LogicRun.Outcome outcome =
                Objects.requireNonNull(logicByStore.get(store))
                        .run(TieringMode.COMPILE, "- redis: " + operation);
        return outcome.error() == null ? outcome.body() : outcome.code();
    }

    private static void check(String cases) {
        for (Store store : Store.values()) {
            for (String line : cases.strip().split("\n")) {
                String[] parts = line.split(" => ");
                assertThat(run(store, parts[0].strip()))
                        .as("%s on %s", line, store)
                        .isEqualTo(parts[1].strip());
            }
        }
    }

    @Test
    @DisplayName("Texts")
    void texts() {
        check(
                """
                {command: GET, key: t1} => null
                {command: SET, key: t1, value: a} => "OK"
                {command: get, key: t1} => "a"
                {command: SETNX, key: t1, value: b} => false
                {command: SETNX, key: t2, value: 1.5} => true
                {command: MGET, args: [t1, none, t2]} => ["a",null,"1.5"]
                {command: SET, key: t3, value: {a: [1, true]}} => "OK"
                {command: GET, key: t3} => "{\\"a\\":[1,true]}"
                {command: SET, key: t4, value: "ü€"} => "OK"
                {command: GETDEL, key: t4} => "ü€"
                {command: GETDEL, key: t4} => null
                {command: EXISTS, args: [t1, t1, none]} => 2
                {command: EXISTS, key: t1} => 1
                {command: DEL, args: [t1, t2, none]} => 2
                {command: DEL, key: t3} => 1
                """);
    }

    @Test
    @DisplayName("Expiry")
    void expiry() {
        check(
                """
                {command: TTL, key: e1} => -2
                {command: SET, key: e1, value: a} => "OK"
                {command: TTL, key: e1} => -1
                {command: PERSIST, key: e1} => false
                {command: EXPIRE, key: e1, ttl: 100} => true
                {command: EXPIRE, key: none, ttl: 100} => false
                {command: TTL, key: e1} => 100
                {command: PERSIST, key: e1} => true
                {command: TTL, key: e1} => -1
                {command: SET, key: e1, value: b, ttl_seconds: 50} => "OK"
                {command: TTL, key: e1} => 50
                {command: INCR, key: e2} => 1
                {command: EXPIRE, key: e2, ttl: 70} => true
                {command: INCR, key: e2} => 2
                {command: TTL, key: e2} => 70
                {command: SET, key: e1, value: b, ttl: "{{ body ?? 0 }}"} => INVALID_ARGUMENT
                {command: SET, key: e1, value: b, ttl: "{{ body ?? 1.5 }}"} => TYPE_ERROR
                {command: EXPIRE, key: e1, ttl: "{{ body ?? -1 }}"} => INVALID_ARGUMENT
                {command: EXPIRE, key: e1, ttl: "{{ body ?? 'NX' }}"} => TYPE_ERROR
                {command: TTL, key: e1} => 50
                {command: SET, key: e1, value: c} => "OK"
                {command: TTL, key: e1} => -1
                """);
    }

    @Test
    @DisplayName("Numbers")
    void numbers() {
        check(
                """
                {command: INCR, key: n1} => 1
                {command: INCRBY, key: n1, value: 41} => 42
                {command: DECR, key: n1} => 41
                {command: INCRBY, key: n1, value: -50} => -9
                {command: INCRBY, key: n1, value: 1.5} => REDIS_ERROR
                {command: SET, key: n2, value: abc} => "OK"
                {command: INCR, key: n2} => REDIS_ERROR
                {command: SET, key: n3, value: "9223372036854775807"} => "OK"
                {command: INCR, key: n3} => REDIS_ERROR
                {command: SET, key: n4, value: " 1"} => "OK"
                {command: INCR, key: n4} => REDIS_ERROR
                """);
    }

    @Test
    @DisplayName("Hashes")
    void hashes() {
        check(
                """
                {command: HGETALL, key: h1} => {}
                {command: HSET, key: h1, value: {a: 1, b: x}} => 2
                {command: HSET, key: h1, args: [a, 2, c, 3]} => 1
                {command: HGET, key: h1, args: [a]} => "2"
                {command: HGET, key: h1, args: [none]} => null
                {command: HGETALL, key: h1} => {"a":"2","b":"x","c":"3"}
                {command: HINCRBY, key: h1, args: [c, 4]} => 7
                {command: HINCRBY, key: h1, args: [b, 1]} => REDIS_ERROR
                {command: HINCRBY, key: h2, args: [new, -1]} => -1
                {command: HDEL, key: h1, args: [a, none]} => 1
                {command: HDEL, key: h1, args: [b, c]} => 2
                {command: EXISTS, key: h1} => 0
                {command: SET, key: h3, value: text} => "OK"
                {command: HGET, key: h3, args: [a]} => REDIS_ERROR
                {command: GET, key: h2} => REDIS_ERROR
                """);
    }

    @Test
    @DisplayName("Lists")
    void lists() {
        check(
                """
                {command: LPOP, key: l1} => null
                {command: LLEN, key: l1} => 0
                {command: RPUSH, key: l1, value: b} => 1
                {command: RPUSH, key: l1, args: [c, d]} => 3
                {command: LPUSH, key: l1, args: [a, z]} => 5
                {command: LRANGE, key: l1, args: [0, -1]} => ["z","a","b","c","d"]
                {command: LRANGE, key: l1, args: [1, 2]} => ["a","b"]
                {command: LRANGE, key: l1, args: [-2, 100]} => ["c","d"]
                {command: LRANGE, key: l1, args: [3, 1]} => []
                {command: LRANGE, key: l1, args: [x, 1]} => REDIS_ERROR
                {command: LPOP, key: l1} => "z"
                {command: RPOP, key: l1} => "d"
                {command: LLEN, key: l1} => 3
                {command: INCR, key: l1} => REDIS_ERROR
                """);
    }

    @Test
    @DisplayName("Sets")
    void sets() {
        check(
                """
                {command: SMEMBERS, key: s1} => []
                {command: SADD, key: s1, value: a} => 1
                {command: SADD, key: s1, args: [a, a]} => 0
                {command: SMEMBERS, key: s1} => ["a"]
                {command: SISMEMBER, key: s1, value: a} => true
                {command: SISMEMBER, key: s1, value: b} => false
                {command: SADD, key: s1, args: [b, c]} => 2
                {command: SREM, key: s1, args: [a, none]} => 1
                {command: SREM, key: s1, value: b} => 1
                {command: SREM, key: s1, value: c} => 1
                {command: EXISTS, key: s1} => 0
                """);
    }

    @Test
    @DisplayName("Sorted sets")
    void sortedSets() {
        check(
                """
                {command: ZADD, key: z1, args: [2, b, 1, a]} => 2
                {command: ZADD, key: z1, args: [3, b, 1, c]} => 1
                {command: ZADD, key: z1, args: [x, b]} => REDIS_ERROR
                {command: ZADD, key: z1, args: [NX, XX, 9, b]} => REDIS_ERROR
                {command: ZADD, key: z1, args: [INCR, NX, 9, flags]} => REDIS_ERROR
                {command: ZADD, key: z1, args: [XX, 9, 9, b]} => REDIS_ERROR
                {command: ZADD, key: z1, args: ["0x10", b]} => REDIS_ERROR
                {command: ZADD, key: z2, args: [1, NX, 2, INCR]} => 2
                {command: ZRANGE, key: z2, args: [0, -1]} => ["NX","INCR"]
                {command: ZINCRBY, key: z2, args: ["0x10", NX]} => REDIS_ERROR
                {command: ZRANGE, key: z1, args: [0, -1]} => ["a","c","b"]
                {command: ZRANGE, key: z1, args: [1, 1, WITHSCORES]} => [{"member":"c","score":1.0}]
                {command: ZRANGE, key: z1, args: [0, 1, nonsense]} => REDIS_ERROR
                {command: ZRANGE, key: z1, args: [0, 1, REV]} => REDIS_ERROR
                {command: ZRANGE, key: z1, args: [0, 1, BYSCORE]} => REDIS_ERROR
                {command: ZSCORE, key: z1, value: b} => 3.0
                {command: ZSCORE, key: z1, args: [none]} => null
                {command: ZINCRBY, key: z1, args: [0.5, b]} => 3.5
                {command: ZINCRBY, key: z1, args: [-1, new]} => -1.0
                {command: ZRANGE, key: z1, args: [0, 0]} => ["new"]
                {command: ZREM, key: z1, args: [a, none]} => 1
                {command: ZREM, key: z1, value: b} => 1
                {command: PUBLISH, key: news, value: hello} => 0
                """);
    }

    @Test
    @DisplayName(
            "Every command on every type of key but its own, on no key, and on strange numbers")
    void wrongTypes() {
        check(
                """
                {command: SET, key: text, value: x} => "OK"
                {command: SET, key: number, value: 5} => "OK"
                {command: RPUSH, key: list, args: [a]} => 1
                {command: SADD, key: set, args: [a]} => 1
                {command: ZADD, key: sorted, args: [1, a]} => 1
                {command: HSET, key: hash, args: [a, 1]} => 1
                """);
        for (String key : List.of("text", "number", "list", "set", "sorted", "hash", "none")) {
            for (String command : COMMANDS) {
                String operation = command.replace("KEY", key);
                assertThat(run(Store.EMBEDDED, operation))
                        .as(operation)
                        .isEqualTo(run(Store.SERVER, operation));
            }
        }
    }

    @Test
    @DisplayName("A key that expires is gone in both stores, whatever it holds")
    void expiresAlike() {
        long[] now = {0};
        EmbeddedRedis store = new EmbeddedRedis(RedisMetrics.NONE, () -> now[0]);
        try (LogicRun embedded = logic(store)) {
            String fill =
                    """
                    - redis: {command: SET, key: x1, value: 1, ttl: 1}
                    - redis: {command: RPUSH, key: x2, args: [a]}
                    - redis: {command: EXPIRE, key: x2, ttl: 1}
                    - redis: {command: HSET, key: x3, args: [a, 1]}
                    - redis: {command: EXPIRE, key: x3, ttl: 1}
                    - redis: {command: SET, key: x4, value: 1, ttl: 1}
                    - redis: {command: PERSIST, key: x4}
                    - redis: {command: SET, key: x5, value: 1, ttl: 1}
                    - redis: {command: INCR, key: x5}
                    - redis: {command: SET, key: x6, value: 1, ttl: 1}
                    - redis: {command: SET, key: x6, value: 2}
                    """;
            String look =
                    """
                    - redis: {command: EXISTS, args: [x1, x2, x3, x5], assign: left}
                    - redis: {command: MGET, args: [x1, x4, x5, x6], assign: values}
                    - redis: {command: LLEN, key: x2, assign: length}
                    - redis: {command: HGETALL, key: x3, assign: members}
                    - redis: {command: TTL, key: x1, assign: ttl}
                    - redis: {command: SETNX, key: x5, value: 9, assign: isNew}
                    - return: "{{ [left, values, length, members, ttl, isNew] }}"
                    """;
            LogicRun real = Objects.requireNonNull(logicByStore.get(Store.SERVER));
            embedded.run(TieringMode.INTERPRET, fill);
            real.run(TieringMode.INTERPRET, fill);

            String expired = "[0,[null,\"1\",null,\"2\"],0,{},-2,true]";
            now[0] = 1000;
            assertThat(embedded.run(TieringMode.INTERPRET, look).body()).isEqualTo(expired);
            String awaiting =
                    """
                    - until: "redis_result == 0"
                      max_iterations: 500
                      do:
                        - sleep: 10
                        - redis: {command: EXISTS, args: [x1, x2, x3, x5]}
                    """;
            real.run(TieringMode.INTERPRET, awaiting);
            assertThat(real.run(TieringMode.INTERPRET, look).body()).isEqualTo(expired);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Keys and values are never read as commands")
    void keepsHostileTexts(Store store) {
        String steps =
                """
                - redis: {command: SET, key: "h:{{ body.text }}", value: "{{ body.text }}"}
                - redis: {command: GET, key: "h:{{ body.text }}"}
                """;
        for (String text :
                new String[] {
                    "a\\r\\nDEL x", "*1\\r\\n$8\\r\\nFLUSHALL", "'; --", "$5", "\\u0000", ""
                }) {
            LogicRun.Outcome outcome =
                    Objects.requireNonNull(logicByStore.get(store))
                            .run(TieringMode.INTERPRET, steps, "{\"text\":\"" + text + "\"}");
            assertThat(outcome.body()).isEqualTo("\"" + text + "\"");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A command computed at run time is checked then")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    {command: "{{ body }}", key: a} => UNSUPPORTED_COMMAND
                    {command: "{{ 'KE' + 'YS' }}", key: a} => UNSUPPORTED_COMMAND
                    {command: "{{ 'GE' + 'T' }}"} => INVALID_ARGUMENT
                    {command: "{{ 'SE' + 'T' }}", key: a} => INVALID_ARGUMENT
                    {command: GET, key: "{{ body }}"} => INVALID_ARGUMENT
                    {command: SET, key: a, value: b, ttl: "{{ body ?? 0 }}"} => INVALID_ARGUMENT
                    """)
    void checksComputedCommands(String operation, String code) {
        assertThat(run(Store.EMBEDDED, operation)).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Tasks of parallel share the connections")
    void runsInParallel(Store store) {
        String steps =
                """
                - parallel:
                    for_each: "{{ range(0, 200) }}"
                    as: n
                    do: [{redis: {command: INCRBY, key: sum, value: "{{ n }}"}}]
                - redis: {command: GET, key: sum}
                """;

        assertThat(
                        Objects.requireNonNull(logicByStore.get(store))
                                .run(TieringMode.INTERPRET, steps)
                                .body())
                .isEqualTo("\"19900\"");
    }

    @Test
    @DisplayName("The embedded store forgets what has expired")
    void forgetsExpiredKeys() {
        long[] now = {0};
        EmbeddedRedis store = new EmbeddedRedis(RedisMetrics.NONE, () -> now[0]);
        try (LogicRun logic = logic(store)) {
            String get = "- redis: {command: GET, key: a}";
            logic.run(TieringMode.INTERPRET, "- redis: {command: SET, key: a, value: 1, ttl: 10}");

            now[0] = 9_999;
            assertThat(logic.run(TieringMode.INTERPRET, get).body()).isEqualTo("\"1\"");
            now[0] = 10_000;
            assertThat(logic.run(TieringMode.INTERPRET, get).body()).isEqualTo("null");
        }
    }
}
