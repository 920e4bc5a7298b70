package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tiercel fmt} and {@code tiercel completion}. */
class FmtCommandTest {
    private static final String LOOSE =
            "method: get # any\npath: /a\nlogic: {SetVar: {name: a, value: 1}}\n";
    private static final String CANONICAL =
            "path: /a\nmethod: GET # any\nlogic: [{set: {var: a, value: 1}}]\n";

    @TempDir Path directory;

    @Test
    @DisplayName("CFG-25: fmt rewrites files, and changes nothing of its own output")
    void rewrites() throws IOException {
        Path file = write("a.yaml", LOOSE);

        CliRun first = CliRun.of("fmt", directory);
        CliRun second = CliRun.of("fmt", directory);

        assertThat(first).isEqualTo(new CliRun(0, file + System.lineSeparator(), ""));
        assertThat(file).hasContent(CANONICAL);
        assertThat(second).isEqualTo(new CliRun(0, "", ""));
    }

    @Test
    @DisplayName("CFG-25: --check changes nothing and exits 1 if something would change")
    void check() throws IOException {
        Path file = write("a.yaml", LOOSE);

        CliRun run = CliRun.of("fmt", "--check", file);

        assertThat(run)
                .isEqualTo(new CliRun(1, "would change " + file + System.lineSeparator(), ""));
        assertThat(file).hasContent(LOOSE);
        write("a.yaml", CANONICAL);
        assertThat(CliRun.of("fmt", "--check", file)).isEqualTo(new CliRun(0, "", ""));
    }

    @Test
    @DisplayName("CFG-25: the examples are in canonical form")
    void examplesAreCanonical() {
        CliRun run = CliRun.of("fmt", "--check", Path.of("..", "examples"));

        assertThat(run).isEqualTo(new CliRun(0, "", ""));
    }

    @Test
    @DisplayName("CFG-25: --to writes the other format under its file name")
    void conversion() throws IOException {
        Path file = write("a.yaml", CANONICAL.replace(" # any", ""));

        CliRun run = CliRun.of("fmt", "--to", "json", file);

        assertThat(run.code()).isZero();
        assertThat(file).doesNotExist();
        assertThat(directory.resolve("a.json"))
                .hasContent(
                        """
                        {
                          "path": "/a",
                          "method": "GET",
                          "logic": [{"set": {"var": "a", "value": 1}}]
                        }
                        """);
        write("a.yaml", "in the way");
        CliRun back = CliRun.of("fmt", "--to", "yaml", directory.resolve("a.json"));
        assertThat(back.err()).contains("left unchanged: " + file + " exists already");
        assertThat(file).hasContent("in the way");
        assertThat(CliRun.of("fmt", "--to", "xml", file).code()).isEqualTo(2);
    }

    @Test
    @DisplayName("CFG-25: a file keeps its name and the format that goes with it")
    void flowMapping() throws IOException {
        Path file = write("a.yaml", "{\"path\": \"/a\", \"method\": \"GET\", \"response\": 1}\n");

        CliRun run = CliRun.of("fmt", file);

        assertThat(run).isEqualTo(new CliRun(0, file + System.lineSeparator(), ""));
        assertThat(file).hasContent("path: /a\nmethod: GET\nresponse: 1\n");
        assertThat(directory.resolve("a.json")).doesNotExist();
    }

    @Test
    @DisplayName("CFG-25, DOC-36: the body of a test has its name below request")
    void inputOfTests() throws IOException {
        Path file =
                write(
                        "a.yaml",
                        """
                        path: /a
                        method: POST
                        response: 1
                        tests:
                          - {name: a, input: [1], expect: {body: 1}}
                          - name: b
                            expect: {body: 1}
                            # what it sends
                            input:
                              n: 1
                            request:
                              path: /a
                        """);

        CliRun run = CliRun.of("fmt", file);

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(file)
                .hasContent(
                        """
                        path: /a
                        method: POST
                        response: 1
                        tests:
                          - {name: a, request: {body: [1]}, expect: {body: 1}}
                          - name: b
                            request:
                              path: /a
                              # what it sends
                              body:
                                n: 1
                            expect: {body: 1}
                        """);
        assertThat(CliRun.of("fmt", "--check", file).code()).isZero();
    }

    @Test
    @DisplayName("CFG-25: a file that would lose a comment is left unchanged and reported")
    void kept() throws IOException {
        Path file = write("a.yaml", CANONICAL);

        CliRun run = CliRun.of("fmt", "--to", "json", file);
        CliRun json = CliRun.of("fmt", "--to", "json", "--format", "json", file);

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        file
                                + ": left unchanged: a comment has no place in the canonical form"
                                + System.lineSeparator());
        assertThat(file).hasContent(CANONICAL);
        assertThat(json.out())
                .isEqualToIgnoringNewLines(
                        "{\"files\":[{\"file\":\""
                                + file
                                + "\",\"status\":\"kept\",\"reason\":\"a comment has no place in"
                                + " the canonical form\",\"diagnostics\":[]}]}");
        assertThat(CliRun.of("fmt", "--strict", "--to", "json", file).code()).isEqualTo(1);
    }

    @Test
    @DisplayName("CFG-25, DOC-41: operations of extensions in other files, fields as written")
    void extensions() throws IOException {
        write("e.yaml", "name: NotifyOp\nfunction: f\n");
        Path file =
                write(
                        "a.yaml",
                        "path: /a\nmethod: GET\nlogic:\n  - NotifyOp: {toWhom: x, assign: y}\n");

        assertThat(CliRun.of("fmt", directory).code()).isZero();
        assertThat(file)
                .hasContent(
                        """
                        path: /a
                        method: GET
                        logic:
                          - notify_op: {toWhom: x, output_var: y}
                        """);
    }

    @Test
    @DisplayName("CFG-25: a document with errors is left unchanged, exit code 1")
    void faulty() throws IOException {
        Path file = write("a.yaml", "path: /a\nmethod: GET\nlogic: [{retrun: 1}]\n");

        CliRun run = CliRun.of("fmt", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith(file + ":3:10: error UNKNOWN_OPERATION: ");
    }

    @Test
    @DisplayName(
            "configuration.md 6: completion prints a script for bash and zsh, and nothing else")
    void completion() {
        assertThat(CliRun.of("completion", "bash").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("_complete_tiercel")
                .contains("--insecure-admin")
                .contains("(\"bash\" \"zsh\")")
                .contains("(\"route\" \"function\" \"extension\" \"any\")");
        assertThat(CliRun.of("completion", "zsh").out()).startsWith("autoload -U +X compinit");
        assertThat(CliRun.of("completion", "ZSH").code()).isZero();
        assertThat(CliRun.of("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    @DisplayName("configuration.md 6: without command, and with an unknown one, exit code 2")
    void commands() {
        assertThat(CliRun.of().code()).isEqualTo(2);
        assertThat(CliRun.of("chekc").err()).contains("check");
        assertThat(CliRun.of("--version").out()).startsWith("tiercel ");
        assertThat(CliRun.of("--help").out())
                .contains("serve")
                .contains("check")
                .contains("completion");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
