package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tiercel migrate} on files; what it makes of documents is tested beside the converter. */
class MigrateCommandTest {
    private static final String OLD = "path: /a\nmethod: GET\nsteps:\n  - total: 5\n";
    private static final String NEW = "path: /a\nmethod: GET\nlogic:\n  - set:\n      total: 5\n";

    @TempDir Path directory;

    @Test
    @DisplayName("CFG-26: files are converted where they are, or nowhere with --dry-run")
    void inPlace() throws IOException {
        Path file = write("a.yaml", OLD);

        CliRun dry = CliRun.of("migrate", "--dry-run", directory);
        String before = Files.readString(file);
        CliRun run = CliRun.of("migrate", directory);
        CliRun again = CliRun.of("migrate", directory);

        assertThat(dry)
                .isEqualTo(new CliRun(0, "would convert " + file + System.lineSeparator(), ""));
        assertThat(before).isEqualTo(OLD);
        assertThat(run).isEqualTo(new CliRun(0, "converted " + file + System.lineSeparator(), ""));
        assertThat(file).hasContent(NEW);
        assertThat(again).isEqualTo(new CliRun(0, "", ""));
    }

    @Test
    @DisplayName("CFG-26: --out writes all documents elsewhere and leaves the files as they are")
    void elsewhere() throws IOException {
        Path old = write("in/sub/a.yaml", OLD);
        write("in/b.yaml", NEW);
        Path out = directory.resolve("out");

        CliRun run = CliRun.of("migrate", "--out", out, directory.resolve("in"));

        assertThat(run.code()).isZero();
        assertThat(out.resolve("sub/a.yaml")).hasContent(NEW);
        assertThat(out.resolve("b.yaml")).hasContent(NEW);
        assertThat(old).hasContent(OLD);
    }

    @Test
    @DisplayName("CFG-26: what is left is marked and reported, exit code 1")
    void left() throws IOException {
        Path file = write("a.yaml", OLD + "  - retrun: 1\n");

        CliRun run = CliRun.of("migrate", file);
        CliRun json = CliRun.of("migrate", "--format", "json", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        file
                                + ":6:5: error UNKNOWN_OPERATION: Unknown operation `retrun`; did"
                                + " you mean `return`? [return]"
                                + System.lineSeparator());
        assertThat(file)
                .hasContent(
                        NEW
                                + "  # migrate: Unknown operation `retrun`; did you mean `return`?\n"
                                + "  - retrun: 1\n");
        assertThat(json.out()).contains("\"changed\":false").contains("UNKNOWN_OPERATION");
    }

    @Test
    @DisplayName("CFG-26: a file that only got marks is not called converted")
    void marked() throws IOException {
        Path file = write("a.yaml", NEW + "  - retrun: 1\n");

        CliRun dry = CliRun.of("migrate", "--dry-run", file);
        CliRun run = CliRun.of("migrate", file);

        assertThat(dry.out()).isEqualTo("would mark " + file + System.lineSeparator());
        assertThat(run.out()).isEqualTo("marked " + file + System.lineSeparator());
    }

    @Test
    @DisplayName("CFG-26: --fix applies suggestions")
    void fixes() throws IOException {
        Path file = write("a.yaml", "path: /a\nmethod: GET\nresponse: {m: no, status: 404}\n");

        CliRun usual = CliRun.of("migrate", file);
        CliRun fixed = CliRun.of("migrate", "--fix", file);

        assertThat(usual.out()).isEmpty();
        assertThat(fixed.code()).isZero();
        assertThat(file)
                .hasContent("path: /a\nmethod: GET\nresponse: {value: {m: no}, status: 404}\n");
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
