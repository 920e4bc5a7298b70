package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Statements that occupy every thread on which requests run. */
class SlowStatementsTest {
    private static final String ENDLESS =
            """
            name: endless
            path: /endless
            method: GET
            logic:
              - sql:
                  query: "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c"
                  timeout_ms: 200
            """;

    private static final String HELD =
            """
            name: held
            path: /held
            method: GET
            logic:
              - redis: {command: GET, key: end}
              - try:
                  body:
                    - parallel:
                        on_error: fail_fast
                        tasks:
                          - - until: "redis_result == 'now'"
                              do: [{sleep: 5}, {redis: {command: GET, key: end}}]
                            - throw: {message: The end, code: ENDED}
                          - - sql:
                                query: "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c"
                                timeout_ms: 15000
                  catch:
                    - return: "{{ map(error.data.errors, 'error.code') }}"
            ---
            name: end
            path: /end
            method: GET
            logic: [{redis: {command: SET, key: end, value: now}}]
            """;

    @Test
    @DisplayName("Statements that never end leave other requests alone, and end when cancelled")
    void leaveOthersAlone() {
        int count = Runtime.getRuntime().availableProcessors() * 2;
        String running = "tiercel_sql_connections{database=\"default\",state=\"active\"} " + count;
        List<RawConnection> connections = new ArrayList<>();
        try (RunningServer server = RunningServer.with(HELD)) {
            for (int i = 0; i < count; i++) {
                RawConnection connection = RawConnection.to(server.port());
                connections.add(connection);
                connection.send(RawConnection.request("GET", "/held", ""));
            }
            while (!server.get("/metrics").body().contains(running)) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            assertThat(server.get("/end").body()).isEqualTo("\"OK\"");
            for (RawConnection connection : connections) {
                assertThat(connection.answer().body()).isEqualTo("[\"ENDED\"]");
                connection.close();
            }
        }
    }

    @Test
    @DisplayName("OP-28: more statements than processors that never end all end in time")
    void allEnd() throws IOException {
        int count = Runtime.getRuntime().availableProcessors() * 2;
        List<RawConnection> connections = new ArrayList<>();
        try (RunningServer server = RunningServer.with()) {
            assertThat(server.request("POST", "/api/v1/dynamic-routes", ENDLESS).status())
                    .isEqualTo(201);
            for (int i = 0; i < count; i++) {
                RawConnection connection = RawConnection.to(server.port());
                connections.add(connection);
                connection.send(RawConnection.request("GET", "/endless", ""));
            }
            for (RawConnection connection : connections) {
                assertThat(connection.answer().member("code")).isEqualTo("TIMEOUT");
            }
            connections.forEach(RawConnection::close);
        }
    }
}
