package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks when the server stops (CFG-13, WS-34). */
class ServerStopTest {
    private static final String ROUTE =
            """
            name: last
            path: /ws/last
            ws_hooks:
              on_message:
                - ws_op: {command: send, message: begun}
                - if: "message | starts_with('http')"
                  then: [{http_request: {url: "{{ message }}", timeout_ms: 25000}}]
                  else: [{sleep: "{{ to_number(message) }}"}]
                - sql_op: "INSERT INTO told VALUES ('slept')"
              on_disconnect:
                - sql_op: {query: "INSERT INTO told VALUES (:code)", params: {code: "{{ close_code }}"}}
            """;

    private String url = "";

    @BeforeEach
    void createTable(@TempDir Path directory) throws SQLException {
        url = "jdbc:sqlite:" + directory.resolve("told.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE told (word TEXT)");
        }
    }

    @Test
    @DisplayName("CFG-13: a hook beyond the grace time is cancelled, and on_disconnect runs")
    void cancelsHooksAndRunsTheLastOne() throws SQLException {
        RunningServer server = start(300);
        try (SocketClient client = SocketClient.connect(server.port(), "/ws/last")) {
            client.send("25000");
            assertThat(client.next()).isEqualTo("begun");

            server.close();

            assertThat(client.next()).isEqualTo("closed: 1001 The server stops");
        }
        assertThat(told()).containsExactly("1001");
    }

    @Test
    @DisplayName("CFG-13: a hook that waits for another system is cancelled as well")
    void endsWaitsOfHooks() throws SQLException, IOException {
        RunningServer server = start(300);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SocketClient client = SocketClient.connect(server.port(), "/ws/last")) {
            client.send("http://127.0.0.1:" + silent.getLocalPort());
            assertThat(client.next()).isEqualTo("begun");

            server.close();

            assertThat(client.next()).isEqualTo("closed: 1001 The server stops");
        }
        assertThat(told()).containsExactly("1001");
    }

    @Test
    @DisplayName("WS-34: on_disconnect runs also if the peer answers no close frame")
    void doesNotNeedAnAnswer() throws SQLException {
        RunningServer server = start(300);
        try (RawSocket silent = RawSocket.connect(server.port(), "/ws/last")) {
            server.close();

            assertThat(silent.next()).isEqualTo("close: 1001 The server stops");
            assertThat(silent.next()).isEqualTo("end");
        }
        assertThat(told()).containsExactly("1001");
    }

    @Test
    @DisplayName("CFG-13: hooks get the grace time when there are no new connections any more")
    void takesNoConnectionsMeanwhile() throws Exception {
        RunningServer server = start(20_000);
        int port = server.port();
        try (SocketClient client = SocketClient.connect(server.port(), "/ws/last")) {
            client.send("1500");
            assertThat(client.next()).isEqualTo("begun");

            Thread stopping = Thread.ofPlatform().name("stopping").start(server::close);
            while (isListening(port)) {
                Thread.onSpinWait();
            }

            assertThat(told()).isEmpty();
            stopping.join();
            assertThat(client.next()).isEqualTo("closed: 1001 The server stops");
        }
        assertThat(told()).containsExactly("slept", "1001");
    }

    private RunningServer start(int graceMillis) {
        return RunningServer.configured(
                "server: {shutdown_grace_ms: "
                        + graceMillis
                        + "}\nhttp_client: {deny: []}\ndatabases: {default: {url: \""
                        + url
                        + "\"}}\n",
                ROUTE);
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> told() throws SQLException {
        List<String> words = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word FROM told ORDER BY rowid")) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }
}
