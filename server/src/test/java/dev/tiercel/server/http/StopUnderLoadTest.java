package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that is stopped while requests come. */
class StopUnderLoadTest {
    private static final int CONNECTIONS = 8;
    private static final int ANSWERS_BEFORE = 50;
    private static final String ROUTES =
            """
            path: /setup
            method: POST
            logic: [{sql: "CREATE TABLE hits (n INTEGER)"}, {return: 1}]
            ---
            path: /hit
            method: POST
            logic: [{sql: "INSERT INTO hits VALUES (1)"}, {return: 1}]
            """;
    private static final String HIT = RawConnection.request("POST", "/hit", "1");

    @Test
    @DisplayName("CFG-13: every request that had an effect has been answered")
    void noRequestIsLost() throws InterruptedException, ExecutionException, SQLException {
        RunningServer server = RunningServer.with(ROUTES);
        assertThat(server.request("POST", "/setup", "1").status()).isEqualTo(200);
        CountDownLatch underWay = new CountDownLatch(ANSWERS_BEFORE);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                answers.add(clients.submit(() -> hitUntilTheEnd(server.port(), underWay)));
            }
            underWay.await();

            server.server().close();

            int answered = 0;
            for (Future<Integer> each : answers) {
                answered += each.get();
            }
            assertThat(answered).isGreaterThanOrEqualTo(ANSWERS_BEFORE).isEqualTo(hits(server));
        } finally {
            server.close();
        }
    }

    /** Returns how many requests were answered before the connection was closed. */
    private static int hitUntilTheEnd(int port, CountDownLatch underWay) {
        int answered = 0;
        try (RawConnection connection = RawConnection.to(port)) {
            while (connection.send(HIT).answer().status() == 200) {
                answered++;
                underWay.countDown();
            }
        } catch (UncheckedIOException e) {
            // The server has closed the connection, so that nobody waits for an answer.
        }
        return answered;
    }

    private static int hits(RunningServer server) throws SQLException {
        String url = "jdbc:sqlite:" + server.directory().resolve("data").resolve("tiercel.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM hits")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
