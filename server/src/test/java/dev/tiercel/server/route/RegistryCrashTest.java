package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.store.FileOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the documents that end at any step of writing them. */
class RegistryCrashTest {
    /** Crashes in the middle of a random change; more with {@code -Dtiercel.crashes=5000}. */
    private static final int CRASHES = Integer.getInteger("tiercel.crashes", 400);

    private static final long SEED = 20_261_121;
    private static final int STEPS_MAX = 14;

    @TempDir Path directory;

    /** The end of the process. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Stops the world before a step, or in the middle of it if it writes. */
    private static final class CrashingFiles implements FileOperations {
        private final FileOperations disk = FileOperations.onDisk();
        private final boolean isTorn;
        private int stepsLeft;

        CrashingFiles(int stepsLeft, boolean isTorn) {
            this.stepsLeft = stepsLeft;
            this.isTorn = isTorn;
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            if (stepsLeft-- == 0) {
                if (isTorn) {
                    Files.write(file, Arrays.copyOf(content, content.length / 2));
                }
                throw new Crash();
            }
            Files.write(file, content);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            disk.rename(from, to);
        }

        @Override
        public void syncDirectory(Path place) {
            step();
        }

        @Override
        public void delete(Path file) throws IOException {
            step();
            disk.delete(file);
        }

        private void step() {
            if (stepsLeft-- == 0) {
                throw new Crash();
            }
        }
    }

    @Test
    @DisplayName("CFG-15: after a crash in a random change the old or the new documents are there")
    void acknowledgedDocumentsSurvive() {
        Random random = new Random(SEED);
        RandomChanges changes = new RandomChanges(SEED);
        Map<String, String> documents = Map.of();
        int crashes = 0;
        for (int change = 0; crashes < CRASHES; change++) {
            Map<String, String> next = changes.next(documents);
            boolean isCrashed = crashesIn(next, random);
            Map<String, String> found = found();
            if (isCrashed) {
                crashes++;
                assertThat(found)
                        .as("seed %d, change %d", SEED, change)
                        .isIn(List.of(documents, next));
            } else {
                assertThat(found).as("seed %d, change %d", SEED, change).isEqualTo(next);
            }
            documents = found;
        }
    }

    private boolean crashesIn(Map<String, String> next, Random random) {
        FileOperations files = new CrashingFiles(random.nextInt(STEPS_MAX), random.nextBoolean());
        try (StoredDocuments stored = StoredDocuments.open(directory, files)) {
            stored.change(next);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    /** Returns the documents that a server finds, byte for byte. */
    private Map<String, String> found() {
        try (StoredDocuments stored = StoredDocuments.open(directory, FileOperations.onDisk())) {
            return stored.texts();
        }
    }
}
