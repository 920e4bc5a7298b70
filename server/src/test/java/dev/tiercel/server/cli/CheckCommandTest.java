package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tiercel check} on files, in text and JSON, with its exit codes. */
class CheckCommandTest {
    private static final String ROUTE =
            """
            path: /twice/:n
            method: GET
            logic:
              - call_function: {name: twice, args: ["{{ params.n }}"], output_var: result}
              - return: "{{ result }}"
            tests:
              - name: doubles
                request: {path: /twice/4}
                expect: {body: 8}
            """;
    private static final String FUNCTION =
            "{name: twice, params: [n], logic: [{return: '{{ n * 2 }}'}]}";

    @TempDir Path directory;

    @Test
    @DisplayName("CFG-24: all files are one set, and a directory stands for the files below it")
    void filesAreOneSet() throws IOException {
        Path route = write("a/route.yaml", ROUTE);
        write("a/b/function.yml", FUNCTION);
        write("a/_ignored.yaml", "nonsense");
        write("a/notes.txt", "nonsense");

        CliRun whole = CliRun.of("check", directory);
        CliRun part = CliRun.of("check", route);

        assertThat(whole).isEqualTo(new CliRun(0, "", ""));
        assertThat(part.code()).isEqualTo(1);
        assertThat(part.out())
                .isEqualTo(
                        route
                                + ":4:27: error UNKNOWN_FUNCTION: Unknown function `twice`"
                                + System.lineSeparator());
    }

    @Test
    @DisplayName("CFG-24: the documents of a data directory count only if --data names it")
    void dataDirectory() throws IOException {
        Path route = write("route.yaml", ROUTE);
        try (RunningServer server = RunningServer.with()) {
            server.request(
                    "POST", "/api/v1/global-functions", FUNCTION, "Content-Type: application/yaml");
            Path data = server.directory().resolve("data");

            CliRun checked = CliRun.of("check", "--tests", "--data", data, route);

            assertThat(checked.code()).as(checked.toString()).isZero();
            assertThat(checked.out()).contains("GET /twice/:n: doubles");
            assertThat(server.get("/twice/4").status())
                    .as("checking registers nothing")
                    .isEqualTo(404);
        }
        CliRun missing = CliRun.of("check", "--data", directory.resolve("none"), route);
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).contains("holds no release");
    }

    @Test
    @DisplayName("ADM-18: --format json prints the answer of the admin API")
    void json() throws IOException {
        Path file = write("set.yaml", ROUTE + "---\n" + FUNCTION);

        assertThat(CliRun.of("check", "--format", "json", file).out())
                .isEqualToIgnoringNewLines(
                        "{\"valid\":true,\"documents\":[{\"index\":0,\"kind\":\"route\","
                                + "\"name\":\"GET /twice/:n\",\"method\":\"GET\","
                                + "\"path\":\"/twice/:n\",\"action\":\"create\"},"
                                + "{\"index\":1,\"kind\":\"function\",\"name\":\"twice\","
                                + "\"action\":\"create\"}],\"diagnostics\":[],\"tests\":null}");
        assertThat(CliRun.of("check", "--format", "json", "--tests", file).out())
                .contains("\"tests\":[{\"document\":\"GET /twice/:n\",\"name\":\"doubles\"")
                .contains("\"passed\":true");
    }

    @Test
    @DisplayName("CFG-22: failing tests of checked documents give exit code 1")
    void failingTests() throws IOException {
        Path file = write("set.yaml", ROUTE.replace("body: 8", "body: 9") + "---\n" + FUNCTION);

        CliRun run = CliRun.of("check", "--tests", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        """
                        FAIL  GET /twice/:n: doubles
                              /body: expected 9, got 8
                        1 tests, 1 failed
                        """);
    }

    @Test
    @DisplayName("DOC-50: faults of reading and of names are found together, in every file")
    void allFindingsTogether() throws IOException {
        Path one =
                write(
                        "one.yaml",
                        "{path: /a, method: GET, logic: [{retrun: 1}, {return: '{{ uper(1) }}'}]}");
        Path two =
                write("two.yaml", "{path: x, method: GET, logic: [{return: '{{ helper(1) }}'}]}");
        Path three = write("three.yaml", "{name: helper, params: [a], logic: []}");

        CliRun run = CliRun.of("check", one, two, three);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines().map(l -> l.replaceFirst("^\\S+/(\\w+)\\.yaml", "$1")))
                .containsExactly(
                        "one:1:34: error UNKNOWN_OPERATION: Unknown operation `retrun`; did you"
                                + " mean `return`? [return]",
                        "one:1:59: error UNKNOWN_FUNCTION: Unknown function `uper`; did you mean"
                                + " `upper`? [upper]",
                        "two:1:8: error INVALID_PATH: Route path must start with '/'");
    }

    @Test
    @DisplayName("DOC-53: --strict makes warnings fail")
    void strict() throws IOException {
        Path file = write("w.yaml", "{path: /w, method: GET, logic: [{return: 1}, {return: 2}]}");

        CliRun usual = CliRun.of("check", file);
        CliRun strict = CliRun.of("check", "--strict", file);

        assertThat(usual.code()).isZero();
        assertThat(usual.out()).contains("warning UNREACHABLE: This step is never executed");
        assertThat(strict.code()).isEqualTo(1);
    }

    @Test
    @DisplayName("CFG-2: wrong usage and wrong configuration give exit code 2")
    void wrongUsage() throws IOException {
        Path file = write("r.yaml", ROUTE);
        Path config = write("tiercel.conf", "server: {prot: 1}");

        assertThat(CliRun.of("check").code()).isEqualTo(2);
        assertThat(CliRun.of("check", "--format", "xml", file).err())
                .startsWith("--format is text or json, not xml");
        assertThat(CliRun.of("check", directory.resolve("none.yaml")))
                .isEqualTo(
                        new CliRun(
                                2,
                                "",
                                "tiercel: "
                                        + directory.resolve("none.yaml")
                                        + " does not exist"
                                        + System.lineSeparator()));
        CliRun misconfigured = CliRun.of("check", "--config", config, file);
        assertThat(misconfigured.code()).isEqualTo(2);
        assertThat(misconfigured.err())
                .contains(
                        "tiercel.conf:1:10: unknown key `server.prot`; did you mean"
                                + " `server.port`?");
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
