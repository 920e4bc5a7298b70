package dev.tiercel.server.store;

import static dev.tiercel.server.store.StoreFixtures.release;
import static dev.tiercel.server.store.StoreFixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CFG-15: after a crash at any moment, either the old or the new release is current, complete. */
class CrashTest {
    @TempDir Path directory;

    /** Stops the world before a given step, or in the middle of it if it writes. */
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
            disk.write(file, content);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            disk.rename(from, to);
        }

        @Override
        public void syncDirectory(Path place) throws IOException {
            step();
            disk.syncDirectory(place);
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

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    @DisplayName("CFG-15: between any two steps")
    void aCrashBetweenAnyTwoStepsLeavesOneCompleteRelease() {
        int crashes = 0;
        for (boolean isTorn : new boolean[] {false, true}) {
            for (int step = 0; ; step++) {
                Path place = directory.resolve(isTorn + "-" + step);
                commit(place, 1, FileOperations.onDisk());
                if (commitSurvives(place, step, isTorn)) {
                    break;
                }
                crashes++;
                long current = verify(place);
                assertThat(current).isBetween(1L, 2L);
                commit(place, current + 1, FileOperations.onDisk());
                assertThat(verify(place)).isEqualTo(current + 1);
            }
        }
        assertThat(crashes).isGreaterThanOrEqualTo(16);
    }

    private static boolean commitSurvives(Path place, int step, boolean isTorn) {
        try {
            commit(place, 2, new CrashingFiles(step, isTorn));
            return true;
        } catch (Crash e) {
            return false;
        }
    }

    private static void commit(Path place, long number, FileOperations files) {
        try (DocumentStore store = DocumentStore.open(place, files)) {
            store.commit(release(number), texts(number));
        }
    }

    /** Returns the current release after checking that it is complete. */
    private static long verify(Path place) {
        try (DocumentStore store = DocumentStore.open(place, FileOperations.onDisk())) {
            store.removeGarbage();
            long current = store.currentNumber();
            if (current > 0) {
                Manifest manifest = store.release(current).orElseThrow();
                assertThat(manifest).isEqualTo(release(current));
                for (StoredDocument document : manifest.documents()) {
                    assertThat(store.text(document)).as("text of %s", document).isPresent();
                }
            }
            return current;
        }
    }
}
