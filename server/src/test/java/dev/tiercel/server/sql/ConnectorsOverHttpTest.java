package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connectors as clients see them: answers to failures, deadlines, health and metrics. */
class ConnectorsOverHttpTest {
    private static final String DOCUMENTS =
            """
            name: endless
            path: /endless
            method: GET
            limits: {deadline_ms: 200}
            logic:
              - sql: >
                  WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c)
                  SELECT max(x) FROM c
            ---
            name: gone
            path: /gone/{what}
            method: GET
            logic:
              - switch: "params.what"
                cases:
                  - {value: sql, body: [{sql: {query: SELECT 1, database: gone}}]}
                  - {value: redis, body: [{redis: {command: GET, key: a}}]}
                  - {value: http, body: [{http: "http://127.0.0.1:PORT/"}]}
                  - {value: denied, body: [{http: "http://169.254.169.254/latest/meta-data"}]}
                  - {value: duplicate, body: [{sql: "INSERT INTO k VALUES (1), (1)"}]}
            ---
            name: fine
            path: /fine
            method: POST
            logic:
              - sql: CREATE TABLE k(id INTEGER PRIMARY KEY)
              - sql: SELECT 1 AS one
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        String configuration =
                """
                databases:
                  gone:
                    url: "jdbc:postgresql://127.0.0.1:PORT/none"
                    password: very-secret
                    connect_timeout_ms: 300
                redis: {url: "redis://:very-secret@127.0.0.1:PORT"}
                """
                        .replace("PORT", String.valueOf(unused));
        server =
                RunningServer.configured(
                        configuration, DOCUMENTS.replace("PORT", String.valueOf(unused)));
        server.request("POST", "/fine", "");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("errors.md 2: each failure has its code and status, and tells no secret (CFG-7)")
    void answersFailures() {
        check("/gone/sql", 503, "SQL_UNAVAILABLE");
        check("/gone/redis", 503, "REDIS_UNAVAILABLE");
        check("/gone/http", 502, "HTTP_ERROR");
        check("/gone/denied", 500, "HTTP_DENIED");
        check("/gone/duplicate", 409, "SQL_CONSTRAINT");
        check("/endless", 503, "LIMIT_DEADLINE");
    }

    private static void check(String path, int status, String code) {
        RawAnswer answer = server.get(path);
        assertThat(answer.member("code")).as(answer.body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("very-secret").contains("\"location\":{");
    }

    @Test
    @DisplayName(
            "ADM-35: statements, errors, connections, commands and requests are counted; an"
                    + " outage leaves /ready alone")
    void measures() {
        server.get("/gone/sql");
        server.get("/gone/redis");
        server.get("/gone/http");
        server.get("/endless");

        assertThat(server.get("/ready").status()).isEqualTo(200);
        String metrics = server.get("/metrics").body();
        assertThat(metrics)
                .contains("tiercel_sql_seconds_count{database=\"default\"}")
                .contains("tiercel_sql_errors_total{code=\"SQL_UNAVAILABLE\",database=\"gone\"}")
                .contains("tiercel_sql_errors_total{code=\"LIMIT_DEADLINE\",database=\"default\"}")
                .contains("tiercel_sql_connections{database=\"default\",state=\"idle\"}")
                .contains("tiercel_redis_seconds_count{command=\"GET\"}")
                .contains("tiercel_http_client_seconds_count{host=\"127.0.0.1\",status=\"0\"}");
    }
}
