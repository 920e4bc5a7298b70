package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.process.JavaProgram;
import dev.tiercel.server.process.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they change documents. */
class KilledProcessTest {
    /** Kills in all; more with {@code -Dtiercel.kills=5000}. */
    private static final int KILLS = Integer.getInteger("tiercel.kills", 300);

    /** Of so many kills one hits a process with front end and engine, the others the store only. */
    private static final int REGISTRY_PERIOD = 30;

    /** After so many kills a process starts with an empty directory: the history costs time. */
    private static final int DIRECTORY_PERIOD = 5;

    private static final int WORKERS = 2;
    private static final int CHANGES_MAX = 3;

    /** Longer than a change takes, so that a kill may come at each moment of one. */
    private static final long OFFSET_NANOS_MAX = 4_000_000;

    private static final long SEED = 20_261_121;

    @TempDir Path directory;

    @Test
    @DisplayName(
            "CFG-15, ADM-6: after kill -9 at any moment of a random change, what was acknowledged is"
                    + " there byte for byte, and no half of what was not")
    void acknowledgedChangesSurvive() throws IOException, InterruptedException, ExecutionException {
        Programs programs =
                new Programs(
                        ServerProcess.program(),
                        JavaProgram.trained(
                                ChangeLoop.class.getName(), "store", "data", "1", "20"));
        int acknowledged = 0;
        try (ExecutorService pool =
                Executors.newFixedThreadPool(
                        WORKERS, Thread.ofPlatform().name("worker", 0).factory())) {
            List<Future<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int worker = i;
                workers.add(pool.submit(() -> work(worker, programs)));
            }
            for (Future<Integer> worker : workers) {
                acknowledged += worker.get();
            }
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(KILLS / 2);
    }

    private record Programs(JavaProgram registry, JavaProgram store) {
        List<String> command(boolean isStoreOnly, Path place, long seed) {
            JavaProgram program = isStoreOnly ? store : registry;
            // A store is opened and changed sooner than a compiler would have started.
            return program.command(
                    isStoreOnly ? List.of("-Xint") : List.of(),
                    ChangeLoop.class.getName(),
                    List.of(
                            isStoreOnly ? "store" : "registry",
                            place.toString(),
                            Long.toString(seed)));
        }
    }

    /** Kills one process after another on directories of its own; gives the changes they made. */
    private int work(int worker, Programs programs) throws IOException, InterruptedException {
        Path place = directory;
        Random random = new Random(SEED + worker);
        Map<String, String> texts = Map.of();
        int sum = 0;
        for (int kill = 0; kill < KILLS / WORKERS; kill++) {
            if (kill % DIRECTORY_PERIOD == 0) {
                place = directory.resolve("data-" + worker + "-" + kill);
                texts = Map.of();
            }
            long seed = SEED + (long) kill * WORKERS + worker;
            boolean isStoreOnly = kill % REGISTRY_PERIOD != 0;
            List<String> command = programs.command(isStoreOnly, place, seed);
            int acknowledged = runAndKill(command, random);
            Map<String, String> found = found(isStoreOnly, place);
            RandomChanges changes = new RandomChanges(seed);
            for (int i = 0; i < acknowledged; i++) {
                texts = changes.next(texts);
            }
            assertThat(found)
                    .as("seed %d after %d changes", seed, acknowledged)
                    .isIn(List.of(texts, changes.next(texts)));
            texts = found;
            sum += acknowledged;
        }
        return sum;
    }

    /**
     * Lets a process make a number of changes, and kills it soon after; gives the number of those
     * that it acknowledged.
     */
    private static int runAndKill(List<String> command, Random random)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int changes = random.nextInt(CHANGES_MAX);
        long offset = random.nextLong(OFFSET_NANOS_MAX);
        int acknowledged = -1;
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            while (acknowledged < changes) {
                acknowledged = Integer.parseInt(output.readLine());
            }
            LockSupport.parkNanos(offset);
            // Through its handle, because Process would close the stream that is still to be read.
            process.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                acknowledged = Integer.parseInt(line);
            }
        }
        process.waitFor();
        return acknowledged;
    }

    private static Map<String, String> found(boolean isStoreOnly, Path place) {
        try (ChangedDocuments documents = ChangeLoop.open(isStoreOnly, place)) {
            return documents.texts();
        }
    }
}
