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
            tests: [{name: answers, request: {path: /one}, expect: {body: %d}}]
            """;

    @TempDir Path directory;
    private Path documents;

    @BeforeEach
    void makeDirectory() throws IOException {
        documents = Files.createDirectory(directory.resolve("documents"));
    }

    @Test
    void theServerIsStartedAndTheTestsRunWithoutATrace() throws IOException {
        Files.writeString(documents.resolve("one.yaml"), ROUTE.formatted(1));

        CliRun run = CliRun.of("prepare", documents);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("answers (tier 0)").contains("answers (tier 1)");
        assertThat(directory).isDirectoryNotContaining(file -> !file.equals(documents));
    }

    @Test
    void documentsThatFailTheirTestsPrepareNothing() throws IOException {
        Files.writeString(documents.resolve("one.yaml"), ROUTE.formatted(2));

        CliRun run = CliRun.of("prepare", documents);

        assertThat(run.code()).isEqualTo(1);
    }
}
