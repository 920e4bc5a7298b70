package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
