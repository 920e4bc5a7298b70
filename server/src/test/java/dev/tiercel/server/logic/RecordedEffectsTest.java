package dev.tiercel.server.logic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.JsonColumn;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.redis.EmbeddedRedis;
import dev.tiercel.server.redis.RedisMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both tiers issue the same effects in the same order with the same values, also when the effect at
 * any position fails.
 */
class RecordedEffectsTest {
    private static final String LOGIC =
            """
            - sql: {query: "INSERT INTO a VALUES (?, ?)", args: [1, "{{ body.x + 1 }}"]}
            - try:
                body:
                  - transaction:
                      - sql: {query: "UPDATE a SET b = :b", args: {b: "{{ body.x }}"}}
                      - redis: {command: INCR, key: "n:{{ body.x }}"}
                      - if: "redis_result > 0"
                        then: [{sql: "DELETE FROM a"}]
                      - sql: INSERT INTO c VALUES (1)
                catch:
                  - redis: {command: RPUSH, key: failed, value: "{{ error.code }}"}
                finally:
                  - redis: {command: SET, key: done, value: "{{ body.x }}", ttl: 5}
            - http: {url: "http://x/{{ body.x }}", method: PUT, body: {n: 1}, on_error: continue}
            - loop: [1, 2]
              do:
                - sql: {query: "SELECT $1, $2, $1", args: ["{{ item }}", "{{ http_response.status }}"]}
            - return: "{{ [redis_result, http_response.status, http_response.error.code, db_result] }}"
            """;

    private static final String BODY = "{\"x\":7,\"list\":[3,1,2],\"text\":\"a'b\"}";

    /** Attempts that are repeated, by `try` and by the request itself. */
    private static final String RETRIES =
            """
            - try:
                body:
                  - redis: {command: INCR, key: attempts}
                  - sql: {query: "INSERT INTO a VALUES (?)", args: ["{{ body.x }}"]}
                retry: {max_attempts: 2, delay_ms: 0}
                finally:
                  - redis: {command: GET, key: attempts, assign: attempts}
            - http:
                url: "http://x/{{ attempts }}"
                retry: {max_attempts: 2, delay_ms: 0, jitter: none}
            - http: {url: "http://y/", method: POST, body: "{{ body.text }}", retry: 3}
            - return: {attempts: "{{ attempts }}", status: "{{ http_response.status }}"}
            """;

    /** Transactions that are left in every way. */
    private static final String EXITS =
            """
            - loop: "{{ body.list }}"
              do:
                - try:
                    body:
                      - transaction:
                          - sql: {query: "UPDATE a SET b = :b", args: {b: "{{ item }}"}}
                          - if: "item == 3"
                            then: [continue]
                          - if: "item == 2"
                            then: [break]
                          - redis: {command: SADD, key: seen, value: "{{ item }}"}
                    catch:
                      - codes: [SQL_CONFLICT]
                        body: [{redis: {command: RPUSH, key: conflicts, value: "{{ item }}"}}]
                    finally:
                      - sql: {query: "SELECT $1", args: ["{{ index }}"]}
            - transaction:
                isolation: serializable
                body:
                  - query_db: SELECT 1
                  - return: "{{ db_result.count }}"
            """;

    /** Effects in functions, in predicates' company and in arguments of calls. */
    private static final String FUNCTIONS =
            """
            name: store
            params: [key, value]
            logic:
              - transaction:
                  - sql: {query: "DELETE FROM a WHERE k = ?", args: ["{{ key }}"]}
                  - sql: {query: "INSERT INTO a VALUES (:k, :v)", args: {k: "{{ key }}", v: "{{ value }}"}}
              - redis: {command: SET, key: "a:{{ key }}", value: "{{ value }}", ttl: 60}
              - return: "{{ redis_result }}"
            ---
            name: r
            path: /r
            method: POST
            logic:
              - define_function:
                  name: load
                  params: [key]
                  body:
                    - redis: {command: GET, key: "a:{{ key }}"}
                    - return: "{{ redis_result }}"
              - set: {stored: "{{ map(body.list, 'x * 2') }}"}
              - loop: "{{ stored }}"
                do:
                  - call: {name: store, args: ["{{ item }}", "{{ body.text }}"]}
              - return: "{{ [load(6), load(2), load(5)] }}"
            """;

    /** Rows that are written as text, and the same rows as values. */
    private static final String TEXTS =
            """
            - sql: {query: SELECT 1, assign: used}
            - if: "used[0].n == 7"
              then: [{redis: {command: SET, key: used, value: "{{ used }}"}}]
            - sql: {query: SELECT 2, assign: rows}
            - query_db: {query: SELECT 3, assign: table}
            - sql: {query: UPDATE a SET b = 1, assign: counts}
            - redis: {command: SET, key: end, value: 1}
            - return: {rows: "{{ rows }}", table: "{{ table }}", counts: "{{ counts }}"}
            """;

    /** Tasks one after the other, whose order is that of the document. */
    private static final String TASKS =
            """
            - parallel:
                max_concurrent: 1
                on_error: collect
                tasks:
                  - [{sql: SELECT 1}, {redis: {command: INCR, key: a}}]
                  - [{http: "http://x/"}, {get: http_response.status}]
                  - {name: third, logic: [{sql: DELETE FROM a}, {sql: DELETE FROM b}]}
            - redis: {command: SET, key: errors, value: "{{ length(parallel_errors) }}"}
            - return: "{{ [parallel_result, map(parallel_errors, 'error.code')] }}"
            """;

    /** Errors after effects, and effects while an error is pending. */
    private static final String LIMITS =
            """
            - try:
                body:
                  - sql: DELETE FROM a
                  - try:
                      body:
                        - redis: {command: LPUSH, key: a, value: 1}
                        - redis: {command: GET, key: a}
                      finally:
                        - sql: INSERT INTO log VALUES (1)
                catch:
                  - {codes: [REDIS_*], body: [{sql: INSERT INTO log VALUES (2)}, {throw: "{{ error }}"}]}
                finally:
                  - sql: {query: "INSERT INTO log VALUES (?)", args: ["{{ 1 / (body.x - 7) }}"]}
            """;

    /**
     * Operations of extensions, one that is sent once, one that is repeated, one that is called.
     */
    private static final String EXTENSIONS =
            """
            name: SendOp
            webhook: {url: "http://x/{{ body.x }}", headers: {X-N: "{{ body.x + 1 }}"}}
            schema: {required: [n]}
            ---
            name: KeepOp
            webhook:
              url: http://y/
              method: PUT
              on_error: continue
              retry: {max_attempts: 1, delay_ms: 0, jitter: none}
            ---
            name: CountOp
            function: count
            ---
            name: count
            params: [fields]
            logic:
              - redis: {command: INCRBY, key: n, value: "{{ fields.by }}"}
              - send_op: {n: "{{ redis_result }}"}
              - return: "{{ redis_result }}"
            ---
            name: r
            path: /r
            method: POST
            logic:
              - try:
                  - send_op: {n: "{{ body.x }}", text: "{{ body.text }}"}
                catch:
                  - redis: {command: RPUSH, key: failed, value: "{{ error.code }}"}
              - loop: "{{ body.list }}"
                do: [{count_op: {by: "{{ item }}"}}]
              - keep_op: {all: "{{ count_op_result }}"}
              - return: ["{{ keep_op_result.error.code }}", "{{ count_op_result }}"]
            """;

    /** How an effect fails. */
    private enum Failure {
        /** As the system refuses what it is asked for. */
        REFUSED,
        /** The deadline of the request has passed, which only few clauses catch. */
        DEADLINE,
        CANCELLED;

        EffectFailure.Kind kind(EffectFailure.Kind own) {
            return switch (this) {
                case REFUSED -> own;
                case DEADLINE -> EffectFailure.Kind.DEADLINE;
                case CANCELLED -> EffectFailure.Kind.INTERRUPTED;
            };
        }
    }

    /** Connectors that write down what is asked of them, and refuse at one position. */
    private static final class Recorder implements SqlConnector {
        private final List<String> lines = new ArrayList<>();
        private final int failsAt;
        private final Failure failure;
        private final EmbeddedRedis redis = EmbeddedRedis.create(RedisMetrics.NONE);

        Recorder(int failsAt, Failure failure) {
            this.failsAt = failsAt;
            this.failure = failure;
        }

        Connectors connectors() {
            return new TestConnectors(
                    this,
                    (command, limit) -> {
                        StringBuilder line = new StringBuilder("redis");
                        command.forEach(part ->
                                line.append(' ').append(new String(part, StandardCharsets.UTF_8)));
                        note(line.toString(), EffectFailure.Kind.REDIS_UNAVAILABLE);
                        return redis.execute(command, limit);
                    },
                    (call, _) -> {
                        note(
                                call.method()
                                        + " "
                                        + call.url()
                                        + " "
                                        + call.headers()
                                        + " "
                                        + (call.body() == null
                                                ? ""
                                                : new String(call.body(), StandardCharsets.UTF_8)),
                                EffectFailure.Kind.HTTP_TRANSFER);
                        return new HttpReply(201, call.url(), List.of(), new byte[0]);
                    },
                    (_, _) -> List.of());
        }

        private void note(String line, EffectFailure.Kind kind) {
            lines.add(line);
            if (lines.size() == failsAt) {
                throw new EffectFailure(failure.kind(kind), "refused");
            }
        }

        @Override
        public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
            note(
                    statement.text() + " " + Arrays.toString(statement.parameters()),
                    EffectFailure.Kind.SQL_CONSTRAINT);
            if (statement.text().startsWith("SELECT")) {
                result.columns(List.of("n", "t", "j", "n"));
                result.row(new Object[] {1L, "a\"b", new JsonColumn("{\"k\":[1, 2.50]}"), 7L});
                result.row(new Object[] {2L, null, null, 0.5});
            } else {
                result.updated(1, null);
            }
        }

        @Override
        public SqlTransaction begin(String database, Isolation isolation, TimeLimit limit) {
            note("begin " + database + " " + isolation, EffectFailure.Kind.SQL_UNAVAILABLE);
            return new SqlTransaction() {
                @Override
                public void run(SqlStatement statement, TimeLimit own, SqlResult result) {
                    Recorder.this.run(statement, own, result);
                }

                @Override
                public void commit() {
                    note("commit", EffectFailure.Kind.SQL_CONFLICT);
                }

                @Override
                public void rollback() {
                    lines.add("rollback");
                }
            };
        }
    }

    private static List<String> trace(TieringMode tier, int failsAt) {
        return trace(tier, LOGIC, failsAt);
    }

    private static List<String> trace(TieringMode tier, String document, int failsAt) {
        return trace(tier, document, new Recorder(failsAt, Failure.REFUSED));
    }

    private static List<String> trace(TieringMode tier, String document, Recorder recorder) {
        try (LogicRun logic = new LogicRun(recorder.connectors())) {
            LogicRun.Outcome outcome =
                    document.startsWith("- ")
                            ? logic.run(tier, document, BODY)
                            : logic.runDocument(tier, document, BODY);
            List<String> trace = new ArrayList<>(recorder.lines);
            trace.add(outcome.status() + " " + outcome.body());
            if (outcome.error() != null) {
                trace.add(String.valueOf(outcome.error().location()));
            }
            return trace;
        }
    }

    @Test
    @DisplayName("The order and the values of effects")
    void issuesEffectsInOrder() {
        assertThat(trace(TieringMode.INTERPRET, 0))
                .containsExactly(
                        "INSERT INTO a VALUES (?, ?) [1, 8]",
                        "begin default DEFAULT",
                        "UPDATE a SET b = ? [7]",
                        "redis INCR n:7",
                        "DELETE FROM a []",
                        "INSERT INTO c VALUES (1) []",
                        "commit",
                        "redis SET done 7 EX 5",
                        "PUT http://x/7 [HttpHeader[name=content-type, value=application/json],"
                                + " HttpHeader[name=x-request-id, value=request-1],"
                                + " HttpHeader[name=traceparent,"
                                + " value=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01]]"
                                + " {\"n\":1}",
                        "SELECT ?, ?, ? [1, 201, 1]",
                        "SELECT ?, ?, ? [2, 201, 2]",
                        "200 [\"OK\",201,null,null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGIC, RETRIES, EXITS, FUNCTIONS, TEXTS, TASKS, LIMITS, EXTENSIONS})
    @DisplayName("Tiers agree, whichever effect fails")
    void tiersAgreeWhereverAnEffectFails(String document) {
        for (Failure failure : Failure.values()) {
            int position = 0;
            Recorder interpreted;
            do {
                interpreted = new Recorder(position, failure);
                List<String> complete = trace(TieringMode.INTERPRET, document, interpreted);
                assertThat(trace(TieringMode.COMPILE, document, new Recorder(position, failure)))
                        .as("%s at %d", failure, position)
                        .isEqualTo(complete);
                position++;
            } while (interpreted.lines.size() >= position - 1);
            assertThat(position).isGreaterThan(5);
        }
    }

    @Test
    @DisplayName("OP-19: the effects of another attempt follow those of the first")
    void repeatsEffects() {
        assertThat(trace(TieringMode.COMPILE, RETRIES, 2))
                .startsWith(
                        "redis INCR attempts",
                        "INSERT INTO a VALUES (?) [7]",
                        "redis INCR attempts",
                        "INSERT INTO a VALUES (?) [7]");
    }

    @Test
    @DisplayName("OP-30: a failure inside the transaction rolls back; a failing commit raises")
    void endsTransactions() {
        assertThat(trace(TieringMode.COMPILE, 5))
                .containsSubsequence(
                        "DELETE FROM a []",
                        "rollback",
                        "redis RPUSH failed SQL_CONSTRAINT",
                        "redis SET done 7 EX 5");
        assertThat(trace(TieringMode.COMPILE, 7))
                .containsSubsequence("commit", "redis RPUSH failed SQL_CONFLICT")
                .doesNotContain("rollback");
    }
}
