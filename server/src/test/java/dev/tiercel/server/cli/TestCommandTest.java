package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tiercel test}: the environment of tests, tiers, text and JSON. */
class TestCommandTest {
    @TempDir Path directory;

    @Test
    @DisplayName("CFG-22: databases and store are empty for each document")
    void emptyForEachDocument() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            write(
                    name + ".yaml",
                    """
                    path: /NAME
                    method: GET
                    logic:
                      - sql_op: CREATE TABLE visits (n INTEGER)
                      - redis_op: {command: INCR, key: visits}
                      - return: "{{ redis_result }}"
                    tests:
                      - {name: is alone, expect: {body: 1}}
                    """
                            .replace("NAME", name));
        }

        CliRun run = CliRun.of("test", directory);

        assertThat(run)
                .isEqualTo(
                        new CliRun(
                                0,
                                lines(
                                        "ok    GET /a: is alone",
                                        "ok    GET /b: is alone",
                                        "2 tests, 0 failed"),
                                ""));
    }

    @Test
    @DisplayName("CFG-22: outgoing requests fail unless they are allowed")
    void noNetwork() throws IOException {
        Path file =
                write(
                        "a.yaml",
                        """
                        path: /a
                        method: GET
                        logic:
                          - http_request: {url: "http://127.0.0.1:1/", on_error: continue}
                          - return: "{{ http_response.error.message }}"
                        tests:
                          - {name: is cut off, expect: {body: network is disabled in tests}}
                        """);

        assertThat(CliRun.of("test", file).code()).isZero();
        CliRun allowed = CliRun.of("test", "--allow-network", file);
        assertThat(allowed.code()).isEqualTo(1);
        assertThat(allowed.out()).contains("/body: expected \"network is disabled in tests\"");
    }

    @Test
    @DisplayName("CFG-22: --name chooses tests, --now and --seed make them repeatable")
    void choiceAndRepetition() throws IOException {
        Path file =
                write(
                        "a.yaml",
                        """
                        path: /a
                        method: GET
                        logic:
                          - return: {year: "{{ now() | format_date('%Y') }}", chance: "{{ random() }}"}
                        tests:
                          - {name: knows the year, expect: {body_contains: {year: "1999"}}}
                          - {name: is another, expect: {status: 500}}
                        """);

        CliRun one = CliRun.of("test", "--name", "year", "--now", "1999-01-01T00:00:00Z", file);
        CliRun first = CliRun.of("test", "--format", "json", "--seed", "7", file);
        CliRun second = CliRun.of("test", "--format", "json", "--seed", "7", file);

        assertThat(one.code()).as(one.toString()).isZero();
        assertThat(one.out()).endsWith(lines("1 tests, 0 failed"));
        assertThat(first.code()).isEqualTo(1);
        assertThat(withoutTime(first.out())).isEqualTo(withoutTime(second.out()));
        assertThat(CliRun.of("test", "--now", "soon", file).code()).isEqualTo(2);
    }

    @Test
    @DisplayName("LANG-66: with --seed the sequence starts anew with every test")
    void sequenceOfEachTest() throws IOException {
        Path file =
                write(
                        "a.yaml",
                        """
                        path: /a
                        method: GET
                        logic: [{return: "{{ random_int(1, 1000000000) }}"}]
                        tests:
                          - {name: a, expect: {body: 44075021}}
                          - {name: b, expect: {body: 44075021}}
                        """);

        CliRun both = CliRun.of("test", "--seed", "7", "--tiers", "0,1,2", file);
        CliRun second = CliRun.of("test", "--seed", "7", "--name", "b", file);

        assertThat(both.code()).as(both.toString()).isZero();
        assertThat(both.out()).endsWith(lines("6 tests, 0 failed"));
        assertThat(second.code()).as(second.toString()).isZero();
    }

    @Test
    @DisplayName("CFG-23: --tiers runs every test in each tier")
    void tiers() throws IOException {
        Path file =
                write(
                        "a.yaml",
                        """
                        path: /a
                        method: GET
                        logic: [{return: {id: "{{ uuid() }}", at: "{{ now() }}", host: "{{ request.headers.host }}"}}]
                        tests:
                          - {name: answers, expect: {status: 200}}
                          - {name: fails, expect: {status: 404}}
                        """);

        CliRun run = CliRun.of("test", "--tiers", "0,1,2", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().replaceAll(", ran in tier 1", ""))
                .isEqualTo(
                        lines(
                                "ok    GET /a: answers (tier 0)",
                                "FAIL  GET /a: fails (tier 0)",
                                "      /status: expected 404, got 200",
                                "ok    GET /a: answers (tier 1)",
                                "FAIL  GET /a: fails (tier 1)",
                                "      /status: expected 404, got 200",
                                "ok    GET /a: answers (tier 2)",
                                "FAIL  GET /a: fails (tier 2)",
                                "      /status: expected 404, got 200",
                                "6 tests, 3 failed"));
        assertThat(CliRun.of("test", "--tiers", "3", file).err()).startsWith("There is no tier 3");
    }

    @Test
    @DisplayName("DOC-31: an answer that does not fit its response schema fails a test")
    void responseSchema() throws IOException {
        Path file =
                write(
                        "a.yaml",
                        """
                        path: /a
                        method: GET
                        response: text
                        response_schema: {type: integer}
                        tests: [{name: fits, expect: {status: 200}}]
                        """);

        CliRun run = CliRun.of("test", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("/status: expected 200, got 500");
    }

    @Test
    @DisplayName("CFG-22: documents with errors are not tested")
    void faultyDocuments() throws IOException {
        Path file = write("a.yaml", "{path: /a, method: GET, logic: [{retrun: 1}]}");

        CliRun run = CliRun.of("test", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("error UNKNOWN_OPERATION");
    }

    private static String withoutTime(String json) {
        return json.replaceAll("\"duration_ms\":\\d+", "").replaceAll("\\d{4}-[^\"]*", "");
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
