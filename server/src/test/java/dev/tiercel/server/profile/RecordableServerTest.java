package dev.tiercel.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a server in another process from being recorded. */
class RecordableServerTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir Path directory;

    @Test
    void aServerThatEndsMeanwhileIsAFailureAndLeavesNoFile() throws IOException {
        Path data = directory.resolve("data of the shop");
        try (ServerProcess process =
                ServerProcess.start(
                        directory, List.of(), "--port", "0", "--data", data.toString())) {
            process.port();
            RecordableServer server = RecordableServer.holding(data);

            assertThatThrownBy(() ->
                            server.record(
                                    JDK,
                                    Duration.ofMinutes(5),
                                    _ -> process.process().destroyForcibly()))
                    .isInstanceOf(ProfileException.class)
                    .hasMessage(
                            "The process "
                                    + process.process().pid()
                                    + " ended while it was recorded");
            assertThat(data).isDirectoryNotContaining("glob:**profile*");
        }
    }

    @Test
    void aJvmWithoutJdkIsAFailureThatNamesWhatIsMissing() {
        RecordableServer server = new RecordableServer(ProcessHandle.current(), Optional.empty());

        assertThatThrownBy(() -> server.record(directory, Duration.ofSeconds(1), _ -> {}))
                .isInstanceOf(ProfileException.class)
                .hasMessage(
                        directory.resolve("bin/jcmd")
                                + " is missing: the command needs a JDK, not only its JVM");
    }

    @Test
    void aServerOfAnotherUserIsAFailureUnlessOneIsRoot() {
        RecordableServer server = new RecordableServer(ProcessHandle.current(), Optional.empty());
        Optional<String> tiercel = Optional.of("tiercel");

        assertThatThrownBy(() -> server.checkUser(Optional.of("ada"), tiercel))
                .isInstanceOf(ProfileException.class)
                .hasMessage(
                        "The process "
                                + ProcessHandle.current().pid()
                                + " belongs to tiercel; run the command as that user");
        assertThatCode(
                        () -> {
                            server.checkUser(tiercel, tiercel);
                            server.checkUser(Optional.of("root"), tiercel);
                            server.checkUser(tiercel, Optional.empty());
                        })
                .doesNotThrowAnyException();
    }
}
