package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher runs so that later starts are faster. */
class PrepareCommandTest {
    private static final String ROUTE =
            """
            path: /one
            method: GET
            logic: [{return: 1}]
            """;

    @TempDir Path directory;
    private Path documents;

    @BeforeEach
    void makeDirectory() throws IOException {
        documents = Files.createDirectory(directory.resolve("documents"));
    }

    @Test
    void theServerLivesWithoutATrace() throws IOException {
        Files.writeString(documents.resolve("one.yaml"), ROUTE);

        CliRun run = CliRun.of("prepare", documents);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(directory).isDirectoryNotContaining(file -> !file.equals(documents));
    }

    @Test
    void documentsThatDoNotRegisterPrepareNothing() throws IOException {
        Files.writeString(documents.resolve("one.yaml"), ROUTE + "unknown_field: 1\n");

        CliRun run = CliRun.of("prepare", documents);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("documents that do not register");
    }
}
