package dev.tiercel.server.thread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux tells of a thread of this process.
 *
 * @param directory of the thread in {@code /proc}
 */
public record LinuxThread(Path directory) {
    private static final Path ALL = Path.of("/proc/self/task");

    /** Returns the calling thread; asked by it alone. */
    public static LinuxThread current() {
        return new LinuxThread(Path.of("/proc/thread-self"));
    }

    /** Returns the one that the process began with. */
    static LinuxThread first() {
        return new LinuxThread(ALL.resolve(String.valueOf(ProcessHandle.current().pid())));
    }

    /** Returns those whose names begin with one of some texts. */
    static List<LinuxThread> named(String... starts) throws IOException {
        try (Stream<Path> threads = Files.list(ALL)) {
            return threads.map(LinuxThread::new)
                    .filter(thread -> Stream.of(starts).anyMatch(thread.name()::startsWith))
                    .toList();
        }
    }

    /** Returns the nineteenth field, of which the second ends with the last parenthesis. */
    public String niceValue() {
        String stat = text("stat");
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16];
    }

    /** Returns the length of its slices in nanoseconds, nothing if the system does not tell. */
    String slice() {
        return text("sched")
                .lines()
                .filter(line -> line.startsWith("se.slice"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse("");
    }

    /** Returns its name, nothing if it has ended meanwhile. */
    private String name() {
        try {
            return Files.readString(directory.resolve("comm"));
        } catch (IOException e) {
            return "";
        }
    }

    private String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
