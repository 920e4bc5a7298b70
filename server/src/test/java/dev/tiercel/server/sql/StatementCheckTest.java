package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.backend.SharedServers;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements are prepared when a document is registered; what the database says is a warning. */
class StatementCheckTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String TABLE =
            """
            name: table_DB
            path: /table/DB
            method: POST
            logic:
              - sql: {query: "CREATE TABLE users(id integer PRIMARY KEY, name text)", database: DB}
            """;
    private static final String STATEMENT =
            """
            name: statement
            path: /statement
            method: POST
            logic:
              - if: "length(body ?? '') == 0"
                then:
                  - {sql: %s, database: %s}
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        String configuration =
                """
                databases:
                  postgres: {url: "%s", user: postgres}
                  mariadb: {url: "%s", user: root}
                  nowhere: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres}
                """
                        .formatted(
                                SharedServers.postgres("checks"),
                                SharedServers.mariadb("checks"),
                                unusedPort());
        server = RunningServer.configured(configuration);
        for (String database : List.of("default", "postgres", "mariadb")) {
            assertThat(server.request("POST", ROUTES, TABLE.replace("DB", database)).status())
                    .isEqualTo(201);
            assertThat(server.request("POST", "/table/" + database, "").status()).isEqualTo(200);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String check(String fields) {
        String[] parts = fields.split(" @ ");
        String document = STATEMENT.formatted(parts[0], parts[1]);
        RawAnswer answer = server.request("POST", "/api/v1/check", document);
        assertThat(answer.body()).contains("\"valid\":true");
        return answer.body();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("What can never run is a warning at the operation")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    SELEC 1 @ default => near
                    SELECT id FROM users WHERE @ default => incomplete input
                    SELECT age FROM users @ default => no such column: age
                    SELEC 1 @ postgres => syntax error at or near
                    SELECT age FROM users @ postgres => column \"age\" does not exist
                    SELEC 1 @ mariadb => error in your SQL syntax
                    SELECT age FROM users @ mariadb => Unknown column 'age'
                    """)
    void warnsOfStatementsThatFail(String statement, String reason) {
        assertThat(check(statement))
                .contains("\"code\":\"ALWAYS_FAILS\"")
                .contains("\"severity\":\"warning\"")
                .contains("\"pointer\":\"/logic/0/then/0")
                .contains("refuses this: ")
                .contains(reason.replace("\"", "\\\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, name FROM users",
                "SELECT * FROM later",
                "INSERT INTO users VALUES (1, 'x')",
                "CREATE TABLE users(id int)",
                "SELECT count(*) AS n FROM users WHERE id IN (1, 2)"
            })
    @DisplayName("What can run now, or when a table has been made, is none; nothing is run")
    void acceptsTheRest(String statement) {
        for (String database : List.of("default", "postgres", "mariadb")) {
            assertThat(check("\"" + statement + "\" @ " + database)).contains("\"diagnostics\":[]");
        }
        assertThat(check("\"SELECT name FROM users\" @ postgres")).contains("\"diagnostics\":[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "postgres", "mariadb"})
    @DisplayName("OP-26: columns of one name, of which rows have the last")
    void warnsOfRepeatedColumns(String database) {
        assertThat(check("\"SELECT a.id, b.id FROM users a, users b\" @ " + database))
                .contains("Several columns are named `id`; rows have the last of them");
    }

    @Test
    @DisplayName("OP-23: the database counts the parameters as well")
    void warnsOfOtherCounts() {
        assertThat(check("SELECT @a AS a @ default"))
                .contains("The database sees 1 parameter in this query, not 0");
        assertThat(check("\"SELECT 'it\\\\'?' AS a # ?\" @ mariadb"))
                .contains("\"diagnostics\":[]");
    }

    @Test
    @DisplayName("A database that cannot be reached is a line of the log, and no rejection")
    void acceptsWhatCannotBeChecked() {
        assertThat(check("SELECT 1 @ nowhere")).contains("\"diagnostics\":[]");
        RawAnswer registered =
                server.request("POST", ROUTES, STATEMENT.formatted("SELEC 1", "nowhere"));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(server.get("/ready").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("DOC-53: with strict documents an outage is none either, but a syntax error is")
    void isNoReasonToRejectStrictly() throws IOException {
        String configuration =
                """
                documents: {strict: true}
                databases:
                  nowhere: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres}
                """;
        try (RunningServer strict =
                RunningServer.configured(configuration.formatted(unusedPort()))) {
            assertThat(strict.request("POST", ROUTES, plain("SELEC 1", "nowhere")).status())
                    .isEqualTo(201);
            assertThat(strict.request("POST", ROUTES, plain("SELEC 1", "default")).status())
                    .isEqualTo(400);
        }
    }

    private static String plain(String statement, String database) {
        return "name: plain\npath: /plain\nmethod: POST\nlogic: [{sql: %s, database: %s}]\n"
                .formatted(statement, database);
    }
}
