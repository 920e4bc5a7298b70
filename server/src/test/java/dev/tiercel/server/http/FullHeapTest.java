package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose heap is smaller than what requests may build (operations.md, OP-36). */
class FullHeapTest {
    private static final String ROUTES =
            """
            path: /large/:length
            method: GET
            logic: [{return: "{{ length(repeat('x', number(params.length))) }}"}]
            ---
            path: /tasks
            method: GET
            logic:
              - try:
                  body:
                    - parallel:
                        tasks:
                          - [{return: "{{ length(repeat('x', 100000000)) }}"}]
                          - [{return: 1}]
                  catch: [{return: caught}]
            """;

    @TempDir Path directory;

    @Test
    @DisplayName("GEN-5: a request that the heap has no room for gets LIMIT_MEMORY, others go on")
    void theServerSurvives() throws IOException {
        Files.createDirectory(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/a.yaml"), ROUTES);
        try (ServerProcess server =
                        ServerProcess.start(
                                directory, List.of("-Xmx64m"), "routes", "--port", "0");
                RawConnection connection = RawConnection.to(server.port())) {
            for (String target : List.of("/large/100000000", "/tasks")) {
                RawAnswer refused = get(connection, target);

                assertThat(refused.status()).as(target).isEqualTo(500);
                assertThat(refused.member("code")).isEqualTo("LIMIT_MEMORY");
                assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
            }
            assertThat(get(connection, "/large/1000").body()).isEqualTo("1000");
        }
    }

    private static RawAnswer get(RawConnection connection, String target) {
        return connection.send(RawConnection.request("GET", target, "")).answer();
    }
}
