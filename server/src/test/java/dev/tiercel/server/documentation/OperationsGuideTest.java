package dev.tiercel.server.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of {@code docs/operations.md}, run by a shell, print what is written below them. */
class OperationsGuideTest {
    private static final Path GUIDE = Path.of("../docs/operations.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|text)\\n(.*?)^```$");
    private static final String MARK = "----- the end of a block -----";
    private static final String PORT = "8443";

    @TempDir Path directory;

    /** A block to run, and what it prints. */
    private record Step(String commands, String printed) {}

    @Test
    void theBlocksPrintWhatIsWrittenBelowThem() throws IOException, InterruptedException {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(5);
        StringBuilder script = new StringBuilder("set -eu\n");
        steps.forEach(
                step -> script.append(step.commands()).append("echo '").append(MARK).append("'\n"));

        String[] printed = run(script.toString()).split(Pattern.quote(MARK) + "\n", -1);

        for (int i = 0; i < steps.size(); i++) {
            assertThat(i < printed.length ? printed[i] : "not reached")
                    .as(steps.get(i).commands())
                    .isEqualTo(steps.get(i).printed());
        }
    }

    @Test
    void theFilesForDeploymentStartTheServerAsTheGuideDoes() throws IOException {
        assertThat(Files.readString(Path.of("../docs/deploy/tiercel.service")))
                .contains("\nExecStart=/opt/tiercel/bin/tiercel serve --config ");
        assertThat(Files.readString(Path.of("../docs/deploy/Dockerfile")))
                .contains("\nENTRYPOINT [\"/opt/tiercel/bin/tiercel\"]\nCMD [\"serve\"]\n");
    }

    private static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
        while (blocks.find()) {
            if (blocks.group(1).equals("sh")) {
                steps.add(new Step(blocks.group(2), ""));
            } else {
                steps.add(new Step(steps.removeLast().commands(), blocks.group(2)));
            }
        }
        return steps;
    }

    /** Returns what the script prints to its standard output; its errors are those of the test. */
    private String run(String script) throws IOException, InterruptedException {
        Path file = directory.resolve("guide.sh");
        Files.writeString(file, script.replace(PORT, freePort()));
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder("sh", file.toString())
                        .directory(directory.toFile())
                        .redirectError(directory.resolve("errors").toFile())
                        .redirectOutput(output.toFile());
        builder.environment().put("PATH", launcher() + ":" + System.getenv("PATH"));
        Process shell = builder.start();
        try {
            assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue())
                    .as(
                            "%s%s",
                            Files.readString(output), Files.readString(directory.resolve("errors")))
                    .isZero();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** Makes a command {@code tiercel} of the classes under test; returns its directory. */
    private Path launcher() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path command = bin.resolve("tiercel");
        Files.writeString(
                command,
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlogback.configurationFile=none -cp '%s' dev.tiercel.server.Main \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")),
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
