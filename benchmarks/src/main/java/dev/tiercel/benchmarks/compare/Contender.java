package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * A server that can be compared.
 *
 * @param name on the command line
 * @param title in results
 * @param tools programs that must be installed to build and run it
 * @param directory of its source text, which has its own build; none if it is built with Tiercel
 * @param buildScript commands of a shell in that directory; they write below {@code target} only
 * @param launch starts it
 */
record Contender(
        String name,
        String title,
        List<String> tools,
        Optional<Path> directory,
        String buildScript,
        Launch launch) {
    private static final long BUILD_MINUTES_MAX = 20;

    /** Starts a server. */
    interface Launch {
        ServerProcess start(Site site, int routes) throws IOException;
    }

    Contender {
        tools = List.copyOf(tools);
    }

    /**
     * Only those that are built with Tiercel have the routes that speak to a database and to Redis.
     */
    boolean canRun(Workload workload) {
        return directory.isEmpty() || !workload.needsBackends();
    }

    /** Returns whether it becomes faster while it runs. */
    boolean compilesWhileRunning() {
        return !tools.contains("go") && !tools.contains("python3");
    }

    /** Returns why it cannot be run on this machine. */
    Optional<String> obstacle() {
        return tools.stream().map(InstalledTools::obstacle).flatMap(Optional::stream).findFirst();
    }

    /**
     * Builds it, if a source file, the commands or the tools changed since it was built.
     *
     * @param versions of the tools
     * @throws IOException if that fails; the message names the log
     */
    void build(SortedMap<String, String> versions) throws IOException {
        String mark = buildScript + versions + "\n";
        if (directory.isEmpty() || isBuilt(directory.get(), mark)) {
            return;
        }
        Path target = Files.createDirectories(directory.get().resolve("target"));
        Path log = target.resolve("build.log");
        Process process =
                new ProcessBuilder("/bin/sh", "-e", "-c", buildScript)
                        .directory(directory.get().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(BUILD_MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(
                        name
                                + " is not built after %d minutes, see "
                                        .formatted(BUILD_MINUTES_MAX)
                                + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(name + " cannot be built, see " + log);
        }
        Files.writeString(target.resolve("built"), mark);
    }

    private static boolean isBuilt(Path directory, String mark) throws IOException {
        Path note = directory.resolve("target").resolve("built");
        if (!Files.exists(note) || !Files.readString(note).equals(mark)) {
            return false;
        }
        long built = Files.getLastModifiedTime(note).toMillis();
        try (var files = Files.walk(directory)) {
            return files.filter(file -> !file.startsWith(directory.resolve("target")))
                    .filter(Files::isRegularFile)
                    .allMatch(file -> file.toFile().lastModified() <= built);
        }
    }
}
