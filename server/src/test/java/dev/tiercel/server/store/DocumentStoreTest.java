package dev.tiercel.server.store;

import static dev.tiercel.server.store.StoreFixtures.manifest;
import static dev.tiercel.server.store.StoreFixtures.release;
import static dev.tiercel.server.store.StoreFixtures.route;
import static dev.tiercel.server.store.StoreFixtures.text;
import static dev.tiercel.server.store.StoreFixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentStoreTest {
    @TempDir Path directory;

    private DocumentStore open() {
        return DocumentStore.open(directory, FileOperations.onDisk());
    }

    private static void commitUpTo(DocumentStore store, long number) {
        for (long n = store.currentNumber() + 1; n <= number; n++) {
            store.commit(release(n), texts(n));
        }
    }

    private List<String> names(String place) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(place))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anEmptyDirectoryHasNoRelease() {
        try (DocumentStore store = open()) {
            assertThat(store.currentNumber()).isZero();
            assertThat(store.releaseNumbers()).isEmpty();
            assertThat(store.release(1)).isEmpty();
        }
    }

    @Test
    @DisplayName("CFG-14: registered bytes are kept byte for byte")
    void whatWasCommittedIsReadAgain() {
        StoredText text = text("# comment\r\nname: \u00e4\n\n");
        Manifest manifest = manifest(1, route("a", text, 1));
        try (DocumentStore store = open()) {
            store.commit(manifest, List.of(text));
        }

        try (DocumentStore store = open()) {
            assertThat(store.currentNumber()).isEqualTo(1);
            assertThat(store.release(1)).contains(manifest);
            assertThat(store.text(manifest.documents().getFirst()).orElseThrow().bytes())
                    .isEqualTo(text.bytes());
        }
    }

    @Test
    @DisplayName("CFG-18: names of documents are no file names")
    void filesAreNamedByDigestAndNumber() throws IOException {
        StoredText text = text("a: 1");
        try (DocumentStore store = open()) {
            store.commit(manifest(1, route("../../x", text, 1)), List.of(text));
        }

        assertThat(names("objects")).containsExactly(text.sha256() + ".yaml");
        assertThat(names("releases")).containsExactly("1.json");
        assertThat(directory.resolve("CURRENT")).hasContent("1");
    }

    @Test
    @DisplayName("CFG-16: a missing or damaged object is not given out")
    void damagedObjectsAreNotGivenOut() throws IOException {
        StoredText first = text("a: 1");
        StoredText second = text("b: 2");
        Manifest manifest = manifest(1, route("a", first, 1), route("b", second, 1));
        try (DocumentStore store = open()) {
            store.commit(manifest, List.of(first, second));
            Files.writeString(directory.resolve("objects/" + first.sha256() + ".yaml"), "a: 2");
            Files.delete(directory.resolve("objects/" + second.sha256() + ".yaml"));

            assertThat(store.text(manifest.documents().get(0))).isEmpty();
            assertThat(store.text(manifest.documents().get(1))).isEmpty();
        }
    }

    @Test
    void committingADamagedObjectAgainRepairsIt() throws IOException {
        StoredText text = text("a: 1");
        Manifest first = manifest(1, route("a", text, 1));
        try (DocumentStore store = open()) {
            store.commit(first, List.of(text));
            Files.writeString(directory.resolve("objects/" + text.sha256() + ".yaml"), "");

            store.commit(manifest(2, route("a", text, 2)), List.of(text));

            assertThat(store.text(first.documents().getFirst())).isPresent();
        }
    }

    @Test
    @DisplayName("CFG-10: only one server uses a data directory")
    void aSecondStoreIsRefused() {
        try (DocumentStore store = open()) {
            assertThat(store.currentNumber()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The data directory " + directory + " is used by another server");
        }
        open().close();
    }

    @Test
    void theProcessThatHasTheLockIsNamedAsLongAsItHasIt() {
        long pid = ProcessHandle.current().pid();
        try (DocumentStore store = open()) {
            assertThat(DocumentStore.holder(directory)).isEmpty();
            store.nameHolder();
            assertThat(DocumentStore.holder(directory)).contains(pid);
        }
        assertThat(DocumentStore.holder(directory)).isEmpty();
        assertThat(DocumentStore.holder(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void aDamagedCurrentFileIsToldAndNotGuessed() throws IOException {
        Files.writeString(directory.resolve("CURRENT"), "x");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("CURRENT");
        Files.writeString(directory.resolve("CURRENT"), "0");
        open().close();
    }

    @Test
    void aDamagedManifestIsTold() throws IOException {
        try (DocumentStore store = open()) {
            commitUpTo(store, 2);
            Files.writeString(directory.resolve("releases/2.json"), "{\"release\":2}");

            assertThatThrownBy(() -> store.release(2)).isInstanceOf(StoreException.class);
            assertThat(store.release(1)).isPresent();
        }
    }

    @Test
    @DisplayName("ADM-21: the latest releases are kept")
    void oldReleasesAreRemoved() {
        try (DocumentStore store = open()) {
            commitUpTo(store, 7);

            store.pruneReleases(3);

            assertThat(store.releaseNumbers()).containsExactly(5L, 6L, 7L);
            assertThat(store.release(4)).isEmpty();
            store.pruneReleases(0);
            assertThat(store.releaseNumbers()).containsExactly(7L);
        }
    }

    @Test
    @DisplayName("CFG-18: objects that no kept release refers to are removed")
    void garbageIsRemoved() throws IOException {
        try (DocumentStore store = open()) {
            commitUpTo(store, 9);
            store.pruneReleases(1);
            store.quarantine("0".repeat(64), "{}".getBytes(StandardCharsets.UTF_8));
            Files.writeString(directory.resolve("objects/abc.yaml.tmp"), "");
            Files.writeString(directory.resolve("CURRENT.tmp"), "");
            Files.writeString(directory.resolve("releases/10.json"), "");
            Files.writeString(directory.resolve("tiercel.db"), "kept");

            store.removeGarbage();

            assertThat(names("objects"))
                    .containsExactlyInAnyOrderElementsOf(
                            texts(9).stream().map(text -> text.sha256() + ".yaml").toList());
            assertThat(names("quarantine")).isEmpty();
            assertThat(names("releases")).containsExactly("9.json");
            assertThat(directory.resolve("CURRENT.tmp")).doesNotExist();
            assertThat(directory.resolve("tiercel.db")).exists();
        }
    }

    @Test
    @DisplayName("CFG-15: what CURRENT names already stays, although its commit failed")
    void whatCurrentNamesStays() {
        FailingFiles files = new FailingFiles();
        try (DocumentStore store = DocumentStore.open(directory, files)) {
            store.commit(release(1), texts(1));
            files.failing = directory;
            assertThatThrownBy(() -> store.commit(release(2), texts(2)))
                    .isInstanceOf(StoreException.class);
            files.failing = directory.resolve("releases/2.json.tmp");
            assertThatThrownBy(() -> store.commit(release(2), texts(2)))
                    .isInstanceOf(StoreException.class);
        }
        try (DocumentStore store = open()) {
            Manifest manifest = store.currentRelease().orElseThrow();

            assertThat(manifest).isEqualTo(release(2));
            assertThat(manifest.documents()).allMatch(d -> store.text(d).isPresent());
        }
    }

    /** The disk, with one file or directory on which nothing succeeds. */
    private static final class FailingFiles implements FileOperations {
        private final FileOperations disk = FileOperations.onDisk();
        private Path failing = Path.of("none");

        @Override
        public void write(Path file, byte[] content) throws IOException {
            check(file);
            disk.write(file, content);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            check(to);
            disk.rename(from, to);
        }

        @Override
        public void syncDirectory(Path place) throws IOException {
            check(place);
            disk.syncDirectory(place);
        }

        @Override
        public void delete(Path file) throws IOException {
            check(file);
            disk.delete(file);
        }

        private void check(Path file) throws IOException {
            if (file.equals(failing)) {
                throw new IOException("broken");
            }
        }
    }

    @Test
    void numbersFollowEachOther() {
        try (DocumentStore store = open()) {
            assertThatThrownBy(() -> store.commit(manifest(2), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
