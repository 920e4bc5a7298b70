package dev.tiercel.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.SuppressForbidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What priority the threads have that carry virtual threads. */
@EnabledOnOs(OS.LINUX)
class CarriersTest {
    @Test
    void virtualThreadsThatBackgroundWorkStartsAreNotCarriedBehindRequests() throws IOException {
        List<String> niceValues = niceValuesOfProgram();

        String own = niceValues.getFirst();
        assertThat(niceValues.subList(1, niceValues.size()))
                .hasSize(Runtime.getRuntime().availableProcessors())
                .containsOnly(own);
    }

    /** Returns that of the first thread of a new process, then those of its carriers. */
    private static List<String> niceValuesOfProgram() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            return out.lines().toList();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Has work in the background start as many virtual threads as there are processors. */
    static final class Program {
        private Program() {}

        @SuppressForbidden(reason = "a program speaks through its output")
        public static void main(String[] arguments) throws IOException, InterruptedException {
            BackgroundPriority.prepare();
            BackgroundPriority.announce();
            Thread work =
                    Thread.ofPlatform()
                            .start(() -> {
                                BackgroundPriority.take();
                                startMany();
                            });
            work.join();
            System.out.println(LinuxThread.first().niceValue());
            LinuxThread.named("ForkJoinPool-1-")
                    .forEach(carrier -> System.out.println(carrier.niceValue()));
        }

        private static void startMany() {
            int count = Runtime.getRuntime().availableProcessors();
            CountDownLatch missing = new CountDownLatch(count);
            List<Thread> started = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                started.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    missing.countDown();
                                    while (missing.getCount() > 0) {
                                        Thread.onSpinWait();
                                    }
                                }));
            }
            for (Thread thread : started) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
