package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tiercel bench} against a server and a document; the figures themselves are not tested. */
class BenchCommandTest {
    private static final String[] SHORT = {
        "--connections", "2", "--warmup", "0ms", "--duration", "200ms"
    };

    @TempDir Path directory;

    @Test
    @DisplayName("CFG-27: a document is served in this process; the tier at the end is printed")
    void document() throws IOException {
        Path file = write("path: /a\nmethod: POST\nresponse: \"{{ body.n + 1 }}\"\n");

        CliRun run = bench(file, "--body", "{\"n\":1}");

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}.*", "")))
                .containsExactly(
                        "requests",
                        "requests/s",
                        "p50",
                        "p90",
                        "p99",
                        "p99.9",
                        "max",
                        "errors",
                        "status 200",
                        "tier");
    }

    @Test
    @DisplayName("CFG-27: with --rate a running server gets requests at that rate, as JSON")
    void server() {
        try (RunningServer server = RunningServer.with("{path: /a, method: GET, response: 1}")) {
            CliRun run =
                    bench(
                            "http://127.0.0.1:" + server.port() + "/a",
                            "--rate",
                            "50",
                            "--format",
                            "json");

            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.out().replaceAll("\\d+(\\.\\d+)?(E-?\\d+)?(?=[,}])", "0"))
                    .isEqualToIgnoringNewLines(
                            "{\"requests\":0,\"requests_per_second\":0,\"latency_ms\":{\"p50\":0,"
                                    + "\"p90\":0,\"p99\":0,\"p99_9\":0,\"max\":0},\"errors\":0,"
                                    + "\"statuses\":{\"200\":0}}");
        }
    }

    @Test
    @DisplayName("CFG-27, HTTP-10: answers to HEAD have a length and no body to wait for")
    void head() {
        try (RunningServer server = RunningServer.with("{path: /a, method: GET, response: 1}")) {
            CliRun run = bench("http://127.0.0.1:" + server.port() + "/a", "--method", "HEAD");

            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.out()).contains("status 200");
        }
    }

    @Test
    @DisplayName("CFG-27: answers that are errors are counted, and give exit code 1")
    void errors() throws IOException {
        Path file = write("path: /a\nmethod: GET\nlogic: [{throw: no}]\n");

        CliRun run = bench(file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("status 500").doesNotContain("errors       0");
    }

    @Test
    @DisplayName("CFG-27: what cannot be measured is refused before anything is sent")
    void refusals() throws IOException {
        Path file = write("path: /a/:id\nmethod: GET\nresponse: 1\n");

        assertThat(bench("http://127.0.0.1:1/"))
                .as("a failed request")
                .isEqualTo(
                        new CliRun(
                                1,
                                "",
                                "tiercel: http://127.0.0.1:1/ cannot be reached: Connection refused"
                                        + System.lineSeparator()));
        assertThat(bench(file).err()).startsWith("The path of the first route has parameters");
        assertThat(bench("ws://127.0.0.1:1/").code()).isEqualTo(2);
        assertThat(CliRun.of("bench", "--duration", "soon", "http://127.0.0.1:1/").err())
                .startsWith("--duration is a time such as 500ms, 10s or 1m, not soon");
        assertThat(CliRun.of("bench", "--connections", "0", "http://127.0.0.1:1/").err())
                .startsWith("There must be at least one connection");
    }

    private static CliRun bench(Object target, String... flags) {
        Object[] all = new Object[2 + SHORT.length + flags.length];
        all[0] = "bench";
        all[1] = target;
        System.arraycopy(SHORT, 0, all, 2, SHORT.length);
        System.arraycopy(flags, 0, all, 2 + SHORT.length, flags.length);
        return CliRun.of(all);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("a.yaml"), text);
    }
}
