package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve} as a process: start, exit codes and stop (configuration.md). */
class ServeCommandTest {
    private static final Pattern ADDRESS =
            Pattern.compile("Listening on \\S+:(\\d+), release (\\d+)");
    private static final String ROUTE = "{path: /hello, method: GET, logic: [{return: hello}]}";

    private static final String KEPT =
            "{\"path\":\"/kept\",\"method\":\"GET\",\"logic\":[{\"return\":\"kept\"}]}";

    @TempDir Path directory;

    /** A process that is ended with its test. */
    private record Served(Process process, BufferedReader err, List<String> lines)
            implements AutoCloseable {
        int exitCode() throws IOException, InterruptedException {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                lines.add(line);
            }
            return process.waitFor();
        }

        /** Returns the port, when the server listens. */
        int port() throws IOException {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                lines.add(line);
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
            throw new AssertionError(lines.toString());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName(
            "CFG-9, CFG-13: start with directories, one line with address, exit code 0 on SIGTERM")
    void startAndStop() throws IOException, InterruptedException {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve("a.yaml"), ROUTE);
        try (Served served = serve("routes", "--port", "0")) {
            int port = served.port();

            assertThat(get(port, "/hello").body()).isEqualTo("\"hello\"");
            assertThat(get(port, "/ready").status()).isEqualTo(200);
            assertThat(post(port, KEPT).status()).isEqualTo(201);
            served.process().toHandle().destroy();
            assertThat(served.exitCode()).isZero();
        }
        try (Served again = serve("--port", "0")) {
            int port = again.port();

            assertThat(get(port, "/kept").body()).isEqualTo("\"kept\"");
            assertThat(get(port, "/hello").status())
                    .as("the directory is not given any more")
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("CFG-10: a second server on the same data directory exits with 3")
    void secondServer() throws IOException, InterruptedException {
        try (Served first = serve("--port", "0")) {
            first.port();
            try (Served second = serve("--port", "0")) {
                assertThat(second.exitCode()).isEqualTo(3);
                assertThat(second.lines())
                        .anyMatch(line -> line.contains("used by another server"));
            }
        }
    }

    @Test
    @DisplayName("CFG-12: a port in use: exit code 3")
    void portInUse() throws IOException, InterruptedException {
        try (Served first = serve("--port", "0")) {
            String port = String.valueOf(first.port());
            try (Served second = serve("--port", port, "--data", "other")) {
                assertThat(second.exitCode()).isEqualTo(3);
                assertThat(second.lines()).anyMatch(line -> line.contains("cannot be bound"));
            }
        }
    }

    @Test
    @DisplayName("CFG-11: an open address without token: exit code 3, naming both remedies")
    void openAddress() throws IOException, InterruptedException {
        try (Served served = serve("--port", "0", "--host", "0.0.0.0")) {
            assertThat(served.exitCode()).isEqualTo(3);
            assertThat(served.lines())
                    .anyMatch(line ->
                            line.contains("admin.token") && line.contains("--insecure-admin"));
        }
        for (String[] remedy : new String[][] {{"--insecure-admin"}, {"--admin-token", "t"}}) {
            List<String> flags = new ArrayList<>(List.of("--port", "0", "--host", "0.0.0.0"));
            flags.addAll(List.of(remedy));
            try (Served served = serve(flags.toArray(String[]::new))) {
                assertThat(get(served.port(), "/").body()).isEqualTo("Hello, World!");
            }
        }
    }

    @Test
    @DisplayName(
            "CFG-2: a configuration that cannot be used: exit code 2 with file, line, nearest key")
    void wrongConfiguration() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("tiercel.yaml"), "server:\n  prot: 1\n");
        try (Served served = serve("--port", "0")) {
            assertThat(served.exitCode()).isEqualTo(2);
            assertThat(served.lines())
                    .contains(
                            "tiercel.yaml:2:3: unknown key `server.prot`; did you mean"
                                    + " `server.port`?");
        }
        try (Served served = serve("--config", "none.yaml")) {
            assertThat(served.exitCode()).isEqualTo(2);
        }
        try (Served served = serve("--unknown")) {
            assertThat(served.exitCode()).isEqualTo(2);
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

    private Served serve(String... flags) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.tiercel.server.Main",
                                "serve"));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // The log of tests has another form than that of the command.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=none");
        Process process = builder.redirectErrorStream(true).start();
        return new Served(process, process.inputReader(StandardCharsets.UTF_8), new ArrayList<>());
    }
}
