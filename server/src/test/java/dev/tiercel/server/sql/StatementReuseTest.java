package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.server.backend.SharedServers;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.logic.LogicRun;
import dev.tiercel.server.logic.TestConnectors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What databases themselves count: statements are prepared once per connection, not per run. */
class StatementReuseTest {
    private static String run(String url, String user, SqlDialect dialect, String steps) {
        ServerConfig.Database config =
                new ServerConfig.Database(
                        url,
                        Optional.of(user),
                        Optional.empty(),
                        1,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        100);
        try (SqlDatabases databases = new SqlDatabases(Map.of("default", config), SqlMetrics.NONE);
                LogicRun logic =
                        new LogicRun(
                                TestConnectors.none().with(databases),
                                DocumentSettings.DEFAULTS.withDatabases(
                                        Map.of("default", dialect)))) {
            return logic.run(TieringMode.COMPILE, steps).body();
        }
    }

    @Test
    @DisplayName("PostgreSQL runs one prepared statement from the sixth run on")
    void reusesOnPostgres() {
        String steps =
                """
                - for_range: {start: 0, end: 40, var: n}
                  do: [{sql: "SELECT :n::int + 1 AS next", params: {n: "{{ n }}"}}]
                - sql: >
                    SELECT count(*) AS prepared, sum(generic_plans + custom_plans) AS runs
                    FROM pg_prepared_statements WHERE statement = 'SELECT $1::int + 1 AS next'
                """;

        assertThat(run(SharedServers.postgres("reuse"), "postgres", SqlDialect.POSTGRESQL, steps))
                .isEqualTo("[{\"prepared\":1,\"runs\":36}]");
    }

    @Test
    @DisplayName("MariaDB prepares a statement once for all its runs, also in transactions")
    void reusesOnMariaDb() {
        String steps =
                """
                - sql: SHOW SESSION STATUS LIKE 'Com_stmt_prepare'
                - set: {before: "{{ integer(sql_result[0].Value) }}"}
                - for_range: {start: 0, end: 20, var: n}
                  do:
                    - sql: "SELECT ? + 1 AS next"
                      args: ["{{ n }}"]
                    - transaction: [{sql: "SELECT 7 AS seven"}]
                - sql: SHOW SESSION STATUS LIKE 'Com_stmt_prepare'
                - return: "{{ integer(sql_result[0].Value) - before }}"
                """;

        assertThat(run(SharedServers.mariadb("reuse"), "root", SqlDialect.MARIADB, steps))
                .isEqualTo("2");
    }
}
