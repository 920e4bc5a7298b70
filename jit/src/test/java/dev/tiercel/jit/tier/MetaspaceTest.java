package dev.tiercel.jit.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of replaced units are unloaded. */
final class MetaspaceTest {
    @TempDir private Path directory;

    @Test
    void fiveThousandDeploymentsFitInto64MegabytesOfMetaspace() throws Exception {
        Path output = directory.resolve("output.txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:MaxMetaspaceSize=64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ManyDeployments.class.getName(),
                                "5000")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        boolean hasEnded = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(hasEnded).as("ends in time").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
