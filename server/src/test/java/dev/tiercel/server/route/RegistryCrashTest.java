package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.assembly.EngineAssembly;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.FileOperations;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the documents that end at any step of writing them. */
class RegistryCrashTest {
    /** Crashes in the middle of a random change; more with {@code -Dtiercel.crashes=5000}. */
    private static final int CRASHES = Integer.getInteger("tiercel.crashes", 400);

    private static final long SEED = 20_261_121;
    private static final int STEPS_MAX = 14;
    private static final int NAMES = 6;

    @TempDir Path directory;

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
        Map<String, String> documents = new TreeMap<>();
        int crashes = 0;
        for (int change = 0; crashes < CRASHES; change++) {
            Map<String, String> next = changed(documents, random, change);
            boolean isCrashed = apply(documents, next, random);
            Map<String, String> found = reload();
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

    /** Returns other documents: one replaced, one removed, or several at once. */
    private static Map<String, String> changed(
            Map<String, String> documents, Random random, int change) {
        Map<String, String> next = new TreeMap<>(documents);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String name = "n" + random.nextInt(NAMES);
            if (random.nextInt(4) == 0) {
                next.remove(name);
            } else {
                next.put(name, text(name, change));
            }
        }
        return next;
    }

    private static String text(String name, int change) {
        return "# change "
                + change
                + "\nname: "
                + name
                + "\npath: /"
                + name
                + "\nmethod: GET\nlogic: [{return: "
                + change
                + "}]\n";
    }

    private boolean apply(Map<String, String> documents, Map<String, String> next, Random random) {
        FileOperations files = new CrashingFiles(random.nextInt(STEPS_MAX), random.nextBoolean());
        try (DocumentStore store = DocumentStore.open(directory, files)) {
            Registry registry = load(store);
            registry.apply(change(registry, documents, next), new Diagnostics("test"), _ -> true);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

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

    /** Returns the documents that a server finds, byte for byte. */
    private Map<String, String> reload() {
        try (DocumentStore store = DocumentStore.open(directory, FileOperations.onDisk())) {
            store.removeGarbage();
            Map<String, String> found = new TreeMap<>();
            for (Registered registered : load(store).current().documents()) {
                assertThat(registered.isQuarantined()).isFalse();
                byte[] bytes = store.text(registered.stored()).orElseThrow().bytes();
                found.put(registered.stored().id(), new String(bytes, StandardCharsets.UTF_8));
            }
            return found;
        }
    }

    private Registry load(DocumentStore store) {
        return new ReleaseLoader(
                        store,
                        EngineAssembly.frontEnd(config),
                        EngineAssembly.assembler(config, tiers))
                .load(InstantSource.system(), config.data().keepReleases());
    }
}
