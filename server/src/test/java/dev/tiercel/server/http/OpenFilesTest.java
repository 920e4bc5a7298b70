package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More connections than a process may have files. */
class OpenFilesTest {
    private static final int FILES = 300;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"200, 16", "300, 44", "1024, 768", "20000, 17500", "1048576, 917504"})
    void filesAreKeptForOtherThings(int files, int connections) {
        assertThat(OpenFiles.connectionsMax(files)).isEqualTo(connections);
    }

    @Test
    void theServerAcceptsAgainAfterMoreConnectionsThanFiles() throws IOException {
        try (ServerProcess server = start()) {
            int port = server.port();
            List<RawConnection> connections = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                connections.add(RawConnection.to(port));
            }
            connections.forEach(RawConnection::close);

            try (RawConnection connection = RawConnection.to(port)) {
                RawAnswer answer = connection.send(RawConnection.request("GET", "/", "")).answer();
                assertThat(answer.body()).isEqualTo("Hello, World!");
            }
        }
    }

    private ServerProcess start() throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "ulimit -n " + FILES + " && exec \"$@\"", "sh"));
        command.addAll(
                ServerProcess.program()
                        .command(
                                List.of(),
                                "dev.tiercel.server.Main",
                                List.of("serve", "--port", "0")));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=none");
        Process process = builder.redirectErrorStream(true).start();
        return new ServerProcess(
                process, process.inputReader(StandardCharsets.UTF_8), new ArrayList<>());
    }
}
