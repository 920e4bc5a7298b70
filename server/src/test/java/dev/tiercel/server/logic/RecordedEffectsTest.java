package dev.tiercel.server.logic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.Isolation;
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

    /** Connectors that write down what is asked of them, and refuse at one position. */
    private static final class Recorder implements SqlConnector {
        private final List<String> lines = new ArrayList<>();
        private final int failsAt;
        private final EmbeddedRedis redis = EmbeddedRedis.create(RedisMetrics.NONE);

        Recorder(int failsAt) {
            this.failsAt = failsAt;
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
                                        + new String(call.body(), StandardCharsets.UTF_8),
                                EffectFailure.Kind.HTTP_TRANSFER);
                        return new HttpReply(201, call.url(), List.of(), new byte[0]);
                    },
                    (_, _) -> List.of());
        }

        private void note(String line, EffectFailure.Kind kind) {
            lines.add(line);
            if (lines.size() == failsAt) {
                throw new EffectFailure(kind, "refused");
            }
        }

        @Override
        public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
            note(
                    statement.text() + " " + Arrays.toString(statement.parameters()),
                    EffectFailure.Kind.SQL_CONSTRAINT);
            result.updated(1, null);
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
        Recorder recorder = new Recorder(failsAt);
        try (LogicRun logic = new LogicRun(recorder.connectors())) {
            LogicRun.Outcome outcome = logic.run(tier, LOGIC, "{\"x\":7}");
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

    @Test
    @DisplayName("Tiers agree, whichever effect fails")
    void tiersAgreeWhereverAnEffectFails() {
        for (int position = 0; position <= 13; position++) {
            assertThat(trace(TieringMode.COMPILE, position))
                    .as("failure at %d", position)
                    .isEqualTo(trace(TieringMode.INTERPRET, position));
        }
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
