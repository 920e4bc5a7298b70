package dev.tiercel.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * The machine on which servers are compared.
 *
 * @param isPinned whether this program was moved to a core that the servers do not use
 * @param versions of the operating system and of what runs the servers, by name
 */
record Machine(boolean isPinned, SortedMap<String, String> versions) {
    /** The core of the servers. */
    static final String SERVER_CORE = "0";

    private static final String GENERATOR_CORE = "1";
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final int SECONDS_MAX = 10;

    /** Moves all threads of this program to one core, if there are two. */
    static Machine divide(SortedMap<String, String> versions) throws IOException {
        if (Runtime.getRuntime().availableProcessors() < 2 || !Files.isExecutable(TASKSET)) {
            return new Machine(false, versions);
        }
        Process process =
                new ProcessBuilder(
                                TASKSET.toString(),
                                "-acp",
                                GENERATOR_CORE,
                                String.valueOf(ProcessHandle.current().pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return new Machine(
                    process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0,
                    versions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Describes the machine as it is now. */
    Results.Environment environment(int processors) throws IOException {
        return new Results.Environment(
                LocalDateTime.now(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")),
                firstLine(Path.of("/proc/cpuinfo"), "model name").replaceFirst(".*:\\s*", ""),
                processors,
                firstLine(Path.of("/proc/loadavg"), "").replaceFirst("^(\\S+ \\S+ \\S+).*", "$1"),
                versions,
                isPinned);
    }

    private static String firstLine(Path file, String start) throws IOException {
        if (!Files.exists(file)) {
            return "unknown";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("unknown");
    }
}
