package dev.tiercel.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the scheduler of Linux knows of the threads of a server. */
@EnabledOnOs(OS.LINUX)
class BackgroundPriorityTest {
    private static final String SHORT = "100000";
    private static final Path THREADS = Path.of("/proc/self/task");

    @BeforeAll
    static void prepare() {
        BackgroundPriority.prepare();
    }

    @Test
    @EnabledIf("hasSlices")
    void threadsThatExistAndThoseThatTheyStartHaveShortSlices()
            throws ExecutionException, InterruptedException {
        assertThat(slice(Path.of("/proc/thread-self"))).isEqualTo(SHORT);
        assertThat(inThread(() -> slice(Path.of("/proc/thread-self")))).isEqualTo(SHORT);
    }

    @Test
    @EnabledIf("hasSlices")
    void compilersOfTheJvmHaveUsualSlices() throws IOException {
        assertThat(compilers())
                .isNotEmpty()
                .allSatisfy(thread -> assertThat(slice(thread)).isNotEqualTo(SHORT));
    }

    @Test
    @EnabledIf("hasSlices")
    void workInTheBackgroundHasUsualSlices() throws ExecutionException, InterruptedException {
        String slice =
                inThread(() -> {
                    BackgroundPriority.take();
                    return slice(Path.of("/proc/thread-self"));
                });

        assertThat(slice).isNotEqualTo(SHORT);
    }

    /** Linux before 6.12, and others without statistics of the scheduler, do not tell. */
    static boolean hasSlices() {
        return Files.isReadable(Path.of("/proc/thread-self/sched"))
                && !slice(Path.of("/proc/thread-self")).isEmpty();
    }

    private static String inThread(Supplier<String> work)
            throws ExecutionException, InterruptedException {
        FutureTask<String> task = new FutureTask<>(work::get);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    private static List<Path> compilers() throws IOException {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.filter(thread -> text(thread.resolve("comm")).matches("C[12] Comp.*\n"))
                    .toList();
        }
    }

    private static String slice(Path thread) {
        return text(thread.resolve("sched"))
                .lines()
                .filter(line -> line.startsWith("se.slice"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
