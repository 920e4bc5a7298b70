package dev.tiercel.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the scheduler of Linux knows of the threads of a server. */
@EnabledOnOs(OS.LINUX)
class BackgroundPriorityTest {
    private static final String SHORT = "100000";

    @BeforeAll
    static void prepare() {
        BackgroundPriority.prepare();
    }

    @Test
    @EnabledIf("hasSlices")
    void threadsThatExistAndThoseThatTheyStartHaveShortSlices()
            throws ExecutionException, InterruptedException {
        assertThat(LinuxThread.current().slice()).isEqualTo(SHORT);
        assertThat(inThread(() -> LinuxThread.current().slice())).isEqualTo(SHORT);
    }

    @Test
    @EnabledIf("hasSlices")
    void compilersOfTheJvmHaveUsualSlices() throws IOException {
        assertThat(LinuxThread.named("C1 Comp", "C2 Comp"))
                .isNotEmpty()
                .allSatisfy(thread -> assertThat(thread.slice()).isNotEqualTo(SHORT));
    }

    @Test
    @EnabledIf("hasSlices")
    void workInTheBackgroundHasUsualSlices() throws ExecutionException, InterruptedException {
        String slice =
                inThread(() -> {
                    BackgroundPriority.take();
                    return LinuxThread.current().slice();
                });

        assertThat(slice).isNotEqualTo(SHORT);
    }

    /** Linux before 6.12, and others without statistics of the scheduler, do not tell. */
    static boolean hasSlices() {
        return Files.isReadable(Path.of("/proc/thread-self/sched"))
                && !LinuxThread.current().slice().isEmpty();
    }

    private static String inThread(Supplier<String> work)
            throws ExecutionException, InterruptedException {
        FutureTask<String> task = new FutureTask<>(work::get);
        Thread.ofPlatform().start(task);
        return task.get();
    }
}
