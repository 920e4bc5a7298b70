package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tiercel run} and {@code tiercel explain}. */
class RunAndExplainCommandTest {
    private static final String ROUTES =
            """
            path: /greet/:name
            method: POST
            logic:
              - log: "greeting {{ params.name }}"
              - return:
                  value: {hello: "{{ params.name }}", n: "{{ body.n }}", q: "{{ query.q }}"}
                  headers: {X-Seen: "{{ headers['x-in'] }}"}
            ---
            path: /fail
            method: GET
            logic: [{throw: {message: no, code: NO, status: 409}}]
            """;

    @TempDir Path directory;
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("routes.yaml"), ROUTES);
    }

    @Test
    @DisplayName("configuration.md 6: run sends body, query, header and path parameter once")
    void run() throws IOException {
        Path body = Files.writeString(directory.resolve("body.json"), "{\"n\":3}");

        CliRun run =
                CliRun.of(
                        "run",
                        file,
                        "--path",
                        "/greet/:name",
                        "--param",
                        "name=Ada Lovelace",
                        "--body",
                        "@" + body,
                        "--query",
                        "q=a&b",
                        "--header",
                        "X-In: seen",
                        "--timing");

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out().lines())
                .startsWith("200")
                .contains("x-seen: seen")
                .endsWith("", "{\"hello\":\"Ada Lovelace\",\"n\":3,\"q\":\"a&b\"}");
        assertThat(run.err()).matches("\\d+\\.\\d{3} ms\\R");
    }

    @Test
    @DisplayName("configuration.md 6: --path chooses among several routes, also by a real path")
    void choice() {
        assertThat(CliRun.of("run", file).err())
                .startsWith("The file has 2 HTTP routes; --path chooses one");
        assertThat(CliRun.of("run", file, "--path", "/greet/:name").err())
                .startsWith("The path needs --param name=…");
        assertThat(CliRun.of("run", file, "--path", "/other").code()).isEqualTo(2);
        assertThat(CliRun.of("run", file, "--path", "/greet/Bob", "--format", "json").out())
                .startsWith("{\"status\":200,\"headers\":{")
                .contains("\"body\":{\"hello\":\"Bob\",\"n\":null,\"q\":null}}");
    }

    @Test
    @DisplayName("configuration.md 6: a failed request gives exit code 1")
    void failure() {
        CliRun run = CliRun.of("run", file, "--path", "/fail", "--format", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("{\"status\":409,").contains("\"code\":\"NO\"");
        assertThat(CliRun.of("run", file, "--path", "/fail", "--query", "q").err())
                .startsWith("`q` must be name=value");
        assertThat(CliRun.of("run", file, "--path", "/fail", "--body", "@none").code())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("configuration.md 6: --log-level shows what the logic logs")
    void log() {
        CliRun run = CliRun.of("run", file, "--path", "/greet/Bob", "--log-level", "loud");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("log.level");
    }

    @Test
    @DisplayName("ADM-29: explain prints the explanation of each route, or one part of it")
    void explain() {
        CliRun whole = CliRun.of("explain", file);
        CliRun part = CliRun.of("explain", file, "--part", "optimized_ir");
        CliRun interpreted = CliRun.of("explain", file, "--tier", "0");

        assertThat(whole.code()).isZero();
        assertThat(whole.out().lines()).hasSize(2);
        assertThat(whole.out())
                .contains("\"unit\":\"logic\"")
                .contains("\"tier\":1,\"why_not_compiled\":null");
        assertThat(part.code()).isZero();
        assertThat(part.out()).contains("greeting");
        assertThat(interpreted.out()).contains("\"bytecode\":null,\"tier\":0");
    }

    @Test
    @DisplayName("ADM-29: explain of a unit that does not exist gives exit code 1, of a part 2")
    void explainFailure() {
        CliRun unit = CliRun.of("explain", file, "--unit", "on_message");

        assertThat(unit.code()).isEqualTo(1);
        assertThat(unit.out()).isEmpty();
        assertThat(unit.err()).contains("The route has no unit `on_message`");
        assertThat(CliRun.of("explain", file, "--part", "source").err())
                .startsWith("--part is document, ir, optimized_ir, bytecode, not source");
        assertThat(CliRun.of("explain", file, "--tier", "4").code()).isEqualTo(2);
    }
}
