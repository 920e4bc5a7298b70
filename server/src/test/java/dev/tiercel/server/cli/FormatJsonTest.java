package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --format json}: what every command prints is JSON, also when it fails. */
class FormatJsonTest {
    private static final Object[] FORMAT = {"--format", "json"};
    private static final String WARNED =
            "{path: /w, method: GET, logic: [{return: 1}, {return: 2}]}";

    private static final String WARNING =
            "\"diagnostics\":[{\"severity\":\"warning\",\"code\":\"UNREACHABLE\",";

    @TempDir Path directory;
    private Path warned = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("faulty.yaml", "{path: /x, method: GET, logic: [{retrun: 1}]}");
        write("broken.yaml", "path: [");
        Files.write(directory.resolve("latin.txt"), new byte[] {(byte) 0xe9});
        warned = write("warned.yaml", WARNED);
        write("function.yaml", "{name: f, params: [], logic: [{return: 1}]}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "check, faulty.yaml, UNKNOWN_OPERATION",
        "test, faulty.yaml, UNKNOWN_OPERATION",
        "run, faulty.yaml, UNKNOWN_OPERATION",
        "explain, faulty.yaml, UNKNOWN_OPERATION",
        "bench, faulty.yaml, UNKNOWN_OPERATION",
        "schema any, faulty.yaml, UNKNOWN_OPERATION",
        "explain --part ir, broken.yaml, YAML_SYNTAX",
        "test --tiers 0, broken.yaml, YAML_SYNTAX",
        "run --strict, warned.yaml, UNREACHABLE",
        "check --strict, warned.yaml, UNREACHABLE",
    })
    @DisplayName("ADM-18: commands that refuse documents print what a check prints")
    void refusedDocuments(String command, String file, String code) {
        CliRun run = json(command + " " + directory.resolve(file));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("{\"valid\":false,\"documents\":[")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"location\":{\"source\":\"" + directory.resolve(file) + "\",\"line\":")
                .endsWith("],\"tests\":null}" + System.lineSeparator());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "check none.yaml | 2 | none.yaml does not exist",
                "test none.yaml | 2 | none.yaml does not exist",
                "run none.yaml | 2 | none.yaml does not exist",
                "explain none.yaml | 2 | none.yaml does not exist",
                "fmt none.yaml | 2 | none.yaml does not exist",
                "migrate none.yaml | 2 | none.yaml does not exist",
                "schema any none.yaml | 2 | none.yaml does not exist",
                "bench none.yaml | 2 | none.yaml does not exist",
                "bench http://127.0.0.1:1/ | 1 | http://127.0.0.1:1/ cannot be reached: Connection"
                        + " refused",
                "bench --duration soon http://127.0.0.1:1/ | 2 | --duration is a time such as 500ms, 10s or 1m, not"
                        + " soon",
                "run function.yaml | 2 | The file has no HTTP route",
                "run warned.yaml --body @latin.txt | 2 | latin.txt is not text in UTF-8",
                "run warned.yaml --header Connection:x | 2 | The header `Connection` cannot be"
                        + " sent",
                "explain function.yaml | 2 | The file has no route",
                "explain warned.yaml --part source | 2 | --part is document, ir, optimized_ir,"
                        + " bytecode, not source",
                "test warned.yaml --tiers 3 | 2 | There is no tier 3",
                "test warned.yaml --now soon | 2 | --now is no date and time: soon",
                "test warned.yaml --data none | 3 | The data directory none holds no release",
                "check warned.yaml --config none.yaml | 2 | none.yaml: no such file",
                "check warned.yaml --log-level loud | 2 | `log.level`",
                "fmt warned.yaml --to xml | 2 | --to is yaml or json, not xml",
                "migrate | 2 | Missing required parameter",
                "profile none.jfr --out none/x.html | 2 | --out none/x.html cannot be written",
                "profile --data none | 1 | ",
                "schema nothing | 2 | Invalid value for positional parameter at index 0 (<kind>)",
                "completion fish | 2 | Invalid value for positional parameter at index 0",
                "frobnicate | 2 | Unmatched argument",
                "run warned.yaml --nothing | 2 | Unknown option: '--nothing'",
            })
    @DisplayName("configuration.md 6: a command that fails says why as one JSON object")
    void failures(String line, int code, String message) {
        CliRun run = json(line.replaceAll("(?<=[ @])(\\w+\\.(yaml|txt))", directory + "/$1"));

        assertThat(run.code()).as(run.toString()).isEqualTo(code);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().replace(directory + "/", ""))
                .startsWith("{\"error\":\"")
                .contains(message == null ? "" : message)
                .endsWith(",\"exit_code\":" + code + "}" + System.lineSeparator());
    }

    @Test
    @DisplayName("configuration.md 6: without --format json failures are lines for people")
    void text() {
        assertThat(CliRun.of("explain", directory.resolve("function.yaml")).err())
                .startsWith("The file has no route");
        assertThat(CliRun.of("run", warned, "--header", "Connection:x").err())
                .contains("The header `Connection` cannot be sent");
        assertThat(CliRun.of("frobnicate").err())
                .startsWith("Unmatched argument at index 0: 'frobnicate'");
    }

    @Test
    @DisplayName("ADM-10: warnings stand in the result, and only if there are any")
    void warnings() throws IOException {
        assertThat(json("check " + warned).out()).startsWith("{\"valid\":true,").contains(WARNING);
        assertThat(json("test " + warned).out())
                .startsWith("{\"valid\":true,")
                .contains(WARNING)
                .endsWith(",\"tests\":[]}" + System.lineSeparator());
        assertThat(json("run " + warned).out()).startsWith("{\"status\":200,").contains(WARNING);
        assertThat(json("explain " + warned).out())
                .startsWith("{\"route_id\":")
                .contains("\"passes\":[")
                .contains(WARNING);
        assertThat(json("bench --connections 1 --warmup 0ms --duration 50ms " + warned).out())
                .startsWith("{\"requests\":")
                .contains(WARNING);

        Path clean = write("clean.yaml", "{path: /c, method: GET, logic: [{return: 1}]}");
        assertThat(json("run " + clean).out()).doesNotContain("diagnostics");
        assertThat(json("explain --part ir " + clean).out()).doesNotContain("\"diagnostics\"");
    }

    @Test
    @DisplayName("ADM-29: explain --part has that part and what it belongs to")
    void part() {
        CliRun ir = json("explain --part ir " + warned);
        CliRun document = json("explain --part document --tier 0 " + warned);
        CliRun unit = json("explain --part ir --unit on_message " + warned);

        assertThat(ir.out())
                .matches(
                        "\\{\"route_id\":\"[^\"]+\",\"name\":\"GET /w\",\"unit\":\"logic\","
                                + "\"revision\":1,\"release\":1,\"ir\":\"[^\\n]+\\R")
                .contains("\"tier\":1," + WARNING);
        assertThat(document.out())
                .contains("\"document\":{\"kind\":\"route\",")
                .contains("\"tier\":0,");
        assertThat(unit.code()).isEqualTo(1);
        assertThat(unit.out())
                .contains("\"code\":\"INVALID_REQUEST\"")
                .contains("The route has no unit `on_message`");
    }

    @Test
    @DisplayName("HTTP-26: a body that is no JSON, whatever its media type, is a string")
    void bodyThatIsNoJson() throws IOException {
        Path file =
                write(
                        "raw.yaml",
                        "{path: /r, method: GET, logic: [{return: {value: 'no json', raw: true,"
                                + " headers: {Content-Type: application/json}}}]}");

        assertThat(json("run " + file).out()).contains("\"body\":\"no json\"");
    }

    @Test
    @DisplayName("CFG-10, CFG-12: a server that cannot start says why where its log is")
    void start() {
        Object[] unknown = {
            "serve", "--host", "nowhere.invalid", "--insecure-admin", "--data", directory
        };
        String message = "The address nowhere.invalid is unknown";

        assertThat(CliRun.of(unknown))
                .isEqualTo(new CliRun(3, "", "tiercel: " + message + System.lineSeparator()));
        CliRun json = CliRun.of(Stream.of(unknown, FORMAT).flatMap(Arrays::stream).toArray());
        assertThat(json.out()).isEmpty();
        assertThat(json.err())
                .isEqualTo(
                        "{\"error\":\"Cannot start\",\"message\":\""
                                + message
                                + "\",\"exit_code\":3}"
                                + System.lineSeparator());
    }

    @Test
    @DisplayName("ADM-29: explain prints one array if the file has several routes")
    void severalRoutes() throws IOException {
        Path two =
                write(
                        "two.yaml",
                        "{path: /a, ws_hooks: {on_message: [{log: m}]}}\n---\n"
                                + "{path: /b, method: GET, logic: [{return: 1}]}");

        CliRun both = json("explain --part document " + two);
        CliRun hook = json("explain --part ir --unit on_message " + two);

        assertThat(both.code()).isZero();
        assertThat(members(both, "name")).containsExactly("WS /a", "GET /b");
        assertThat(hook.code()).isEqualTo(1);
        assertThat(members(hook, "unit")).containsExactly("on_message", null);
        assertThat(members(hook, "code")).containsExactly(null, "INVALID_REQUEST");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--version", "check --version", "serve --version"})
    void theVersionIsAMember(String line) {
        assertThat(json(line))
                .isEqualTo(
                        new CliRun(
                                0, "{\"version\":\"development\"}" + System.lineSeparator(), ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"--help, <command>", "check --help, --tests"})
    void theHelpIsAMember(String line, String word) {
        CliRun run = json(line);

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("{\"help\":\"Usage: tiercel ").contains(word);
    }

    @Test
    void completionIsAString() {
        assertThat(json("completion bash").out()).startsWith("{\"script\":\"#!/usr/bin/env bash");
    }

    /** Runs a command line, which must print one JSON value. */
    private static CliRun json(String line) {
        Object[] words = line.split(" ");
        CliRun run = CliRun.of(Stream.of(words, FORMAT).flatMap(Arrays::stream).toArray());
        assertThat(run.out()).as(run.toString()).endsWith(System.lineSeparator());
        JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8));
        return run;
    }

    /** Returns a member of each object in the array that a command printed. */
    private static List<Object> members(CliRun run, String name) {
        ArrayValue list = (ArrayValue) JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8));
        List<Object> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            found.add(((ObjectValue) list.get(i)).get(name));
        }
        return found;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
