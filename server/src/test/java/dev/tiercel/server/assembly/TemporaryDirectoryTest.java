package dev.tiercel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.SuppressForbidden;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
    private final String prefix = "tiercel-test-" + UUID.randomUUID();

    @Test
    void directoriesOfKilledProcessesAreRemovedByTheNext() throws IOException {
        try (TemporaryDirectory own = TemporaryDirectory.create(prefix);
                Holder killed = Holder.start(prefix);
                Holder running = Holder.start(prefix);
                Holder other = Holder.start("other-" + prefix)) {
            Files.writeString(killed.path.resolve("data"), "left");
            killed.process.destroyForcibly().onExit().join();
            other.process.destroyForcibly().onExit().join();
            assertThat(killed.path).isDirectoryContaining(path -> path.endsWith("data"));

            try (TemporaryDirectory next = TemporaryDirectory.create(prefix)) {
                assertThat(killed.path).doesNotExist();
                assertThat(running.path).isDirectory();
                assertThat(own.path()).isDirectory();
                assertThat(next.path()).isDirectory();
                assertThat(other.path).isDirectory();
            }
            TemporaryDirectory.create("other-" + prefix).close();
            assertThat(other.path).doesNotExist();
        }
    }

    @Test
    void nothingIsLeftOfOneThatIsClosed() throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.create(prefix);
        Files.writeString(
                Files.createDirectory(directory.path().resolve("a")).resolve("b"), "text");

        directory.close();

        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void directoriesOfOtherProgramsStay() throws IOException {
        Path foreign = Files.createTempDirectory(prefix);
        try {
            TemporaryDirectory.create(prefix).close();

            assertThat(foreign).isDirectory();
        } finally {
            Files.delete(foreign);
        }
    }

    /** A process that has a directory until its input ends. */
    private record Holder(Process process, Path path) implements AutoCloseable {
        static Holder start(String prefix) throws IOException {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xint",
                                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Program.class.getName(),
                                    prefix)
                            .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            return new Holder(process, Path.of(String.valueOf(out.readLine())));
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
        }
    }

    /** Makes a directory, says where it is, and removes it when its input ends. */
    static final class Program {
        private Program() {}

        @SuppressForbidden(reason = "the parent process reads the standard output")
        public static void main(String[] arguments) throws IOException {
            try (TemporaryDirectory directory = TemporaryDirectory.create(arguments[0])) {
                byte[] line = (directory.path() + "\n").getBytes(StandardCharsets.UTF_8);
                System.out.write(line, 0, line.length);
                System.out.flush();
                System.in.readAllBytes();
            }
        }
    }
}
