package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes: what only the environment and the working directory can show. */
class CommandProcessTest {
    private static final String WARNED =
            "{path: /w, method: GET, logic: [{return: 1}, {return: 2}]}";

    @TempDir Path directory;

    @Test
    @DisplayName(
            "CFG-1: the file in the working directory, the environment above it, flags above all")
    void precedence() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("w.yaml"), WARNED);
        Files.writeString(directory.resolve("tiercel.yaml"), "documents: {strict: true}\n");

        CliRun byFile = run(Map.of(), "check", "w.yaml");
        CliRun byEnvironment = run(Map.of("TIERCEL_DOCUMENTS_STRICT", "false"), "check", "w.yaml");
        CliRun byFlag =
                run(Map.of("TIERCEL_DOCUMENTS_STRICT", "false"), "check", "--strict", "w.yaml");

        assertThat(byFile.code()).isEqualTo(1);
        assertThat(byEnvironment.code()).isZero();
        assertThat(byFlag.code()).isEqualTo(1);
        assertThat(byFile.out())
                .as("no colours, no progress and no other words where there is no terminal")
                .isEqualTo(
                        "w.yaml:1:46: warning UNREACHABLE: This step is never executed"
                                + System.lineSeparator());
        assertThat(byFile.err()).isEmpty();
        assertThat(directory.resolve("data")).as("a check leaves nothing behind").doesNotExist();

        CliRun failed = run(Map.of(), "check", "--data", "none", "w.yaml");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(directory.resolve("temporary"))
                .as("nor does one that cannot be made")
                .isEmptyDirectory();
    }

    private CliRun run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dlogback.configurationFile=none",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.tiercel.server.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        Path out = directory.resolve("out.txt");
        builder.redirectOutput(out.toFile());
        Process process = builder.start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CliRun(process.waitFor(), Files.readString(out), err);
    }
}
