package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve} as a process: start, exit codes and stop (configuration.md). */
class ServeCommandTest {
    private static final String ROUTE = "{path: /hello, method: GET, logic: [{return: hello}]}";

    private static final String KEPT =
            "{\"path\":\"/kept\",\"method\":\"GET\",\"logic\":[{\"return\":\"kept\"}]}";

    @TempDir Path directory;

    @Test
    @DisplayName(
            "CFG-9, CFG-13: start with directories, one line with address, exit code 0 on SIGTERM")
    void startAndStop() throws IOException, InterruptedException {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve("a.yaml"), ROUTE);
        try (ServerProcess served = serve("routes", "--port", "0")) {
            int port = served.port();

            assertThat(get(port, "/hello").body()).isEqualTo("\"hello\"");
            assertThat(get(port, "/ready").status()).isEqualTo(200);
            assertThat(post(port, KEPT).status()).isEqualTo(201);
            served.process().toHandle().destroy();
            assertThat(served.exitCode()).isZero();
        }
        try (ServerProcess again = serve("--port", "0")) {
            int port = again.port();

            assertThat(get(port, "/kept").body()).isEqualTo("\"kept\"");
            assertThat(get(port, "/hello").status())
                    .as("the directory is not given any more")
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "CFG-10: a second server on the same data directory exits with 3 and names the first")
    void secondServer() throws IOException, InterruptedException {
        try (ServerProcess first = serve("--port", "0")) {
            first.port();
            try (ServerProcess second = serve("--port", "0")) {
                assertThat(second.exitCode()).isEqualTo(3);
                assertThat(second.lines())
                        .anyMatch(line ->
                                line.endsWith(
                                        "data is used by another server, process "
                                                + first.process().pid()));
            }
        }
    }

    @Test
    @DisplayName("CFG-12: a port in use: exit code 3")
    void portInUse() throws IOException, InterruptedException {
        try (ServerProcess first = serve("--port", "0")) {
            String port = String.valueOf(first.port());
            try (ServerProcess second = serve("--port", port, "--data", "other")) {
                assertThat(second.exitCode()).isEqualTo(3);
                assertThat(second.lines())
                        .anyMatch(line -> line.contains("cannot be bound"))
                        .noneMatch(line -> line.contains("\tat "));
            }
        }
    }

    @Test
    @DisplayName("CFG-11: an open address without token: exit code 3, naming both remedies")
    void openAddress() throws IOException, InterruptedException {
        try (ServerProcess served = serve("--port", "0", "--host", "0.0.0.0")) {
            assertThat(served.exitCode()).isEqualTo(3);
            assertThat(served.lines())
                    .anyMatch(line ->
                            line.contains("admin.token") && line.contains("--insecure-admin"));
        }
        for (String[] remedy : new String[][] {{"--insecure-admin"}, {"--admin-token", "t"}}) {
            List<String> flags = new ArrayList<>(List.of("--port", "0", "--host", "0.0.0.0"));
            flags.addAll(List.of(remedy));
            try (ServerProcess served = serve(flags.toArray(String[]::new))) {
                assertThat(get(served.port(), "/").body()).isEqualTo("Hello, World!");
            }
        }
    }

    @Test
    @DisplayName(
            "CFG-2: a configuration that cannot be used: exit code 2 with file, line, nearest key")
    void wrongConfiguration() throws IOException, InterruptedException {
        try (ServerProcess served = serve("nowhere")) {
            assertThat(served.exitCode()).isEqualTo(2);
            assertThat(served.lines()).contains("`documents.directories`: nowhere is no directory");
        }
        Files.writeString(directory.resolve("tiercel.yaml"), "server:\n  prot: 1\n");
        try (ServerProcess served = serve("--port", "0")) {
            assertThat(served.exitCode()).isEqualTo(2);
            assertThat(served.lines())
                    .contains(
                            "tiercel.yaml:2:3: unknown key `server.prot`; did you mean"
                                    + " `server.port`?");
        }
        try (ServerProcess served = serve("--config", "none.yaml")) {
            assertThat(served.exitCode()).isEqualTo(2);
        }
        try (ServerProcess served = serve("--unknown")) {
            assertThat(served.exitCode()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("CFG-2, HTTP-2: TLS files that cannot be read: exit code 2")
    void missingTlsFiles() throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("tiercel.yaml"),
                "server: {tls: {cert_file: cert.pem, key_file: key.pem}}\n");
        try (ServerProcess served = serve("--port", "0")) {
            assertThat(served.exitCode()).isEqualTo(2);
            assertThat(served.lines()).anyMatch(line -> line.contains("cert.pem"));
        }
    }

    private static RawAnswer get(int port, String path) {
        try (RawConnection connection = RawConnection.to(port)) {
            return connection.send(RawConnection.request("GET", path, "")).answer();
        }
    }

    private static RawAnswer post(int port, String document) {
        try (RawConnection connection = RawConnection.to(port)) {
            return connection
                    .send(RawConnection.request("POST", "/api/v1/dynamic-routes", document))
                    .answer();
        }
    }

    private ServerProcess serve(String... flags) throws IOException {
        return ServerProcess.start(directory, List.of(), flags);
    }
}
