package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

<<<<<<< HEAD
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.assembly.EngineAssembly;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.DocumentStore;
=======
>>>>>>> 6142cbb (Prove swaps under load, kills, bad input and the rules that no test cited)
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

<<<<<<< HEAD
    private final ServerConfig config =
            ConfigReader.read(
                    Optional.empty(),
                    Map.of(),
                    Map.of("engine.tiering.mode", "interpret", "data.keep_releases", "5"),
                    "test");
    private final TierController tiers = EngineAssembly.tiers(config, CompilationObserver.NONE);

    @AfterEach
    void stop() {
        tiers.close();
    }

=======
>>>>>>> 6142cbb (Prove swaps under load, kills, bad input and the rules that no test cited)
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

<<<<<<< HEAD
    private static ReleaseChange change(
            Registry registry, Map<String, String> documents, Map<String, String> next) {
        List<ReleaseChange.Put> puts = new ArrayList<>();
        next.forEach((name, text) -> {
            if (!text.equals(documents.get(name))) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                ReadText read = registry.frontEnd().read(new SourceText(name, bytes, true));
                puts.add(
                        new ReleaseChange.Put(
                                read.documents().getFirst(), Optional.of(name), Optional.empty()));
            }
        });
        List<DocumentIdentity> deletes =
                registry.current().documents().stream()
                        .map(Registered::stored)
                        .filter(stored -> !next.containsKey(stored.id()))
                        .map(StoredDocument::identity)
                        .toList();
        return new ReleaseChange(
                puts, deletes, List.of(), false, ReleaseOrigin.API, Optional.empty());
    }

=======
>>>>>>> 6142cbb (Prove swaps under load, kills, bad input and the rules that no test cited)
    /** Returns the documents that a server finds, byte for byte. */
    private Map<String, String> found() {
        try (StoredDocuments stored = StoredDocuments.open(directory, FileOperations.onDisk())) {
            return stored.texts();
        }
    }
}
