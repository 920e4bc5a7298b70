package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.FileOperations;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documents of a data directory without their meaning: only the store takes part, which starts
 * in a fraction of the time of the front end and the engine.
 */
final class StoredTexts implements ChangedDocuments {
    private static final int RELEASES_KEPT = 5;

    private final DocumentStore store;

    private StoredTexts(DocumentStore store) {
        this.store = store;
    }

    static StoredTexts open(Path directory) {
        DocumentStore store = DocumentStore.open(directory, FileOperations.onDisk());
        store.removeGarbage();
        return new StoredTexts(store);
    }

    @Override
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        store.release(store.currentNumber())
                .ifPresent(release ->
                        release.documents()
                                .forEach(document ->
                                        texts.put(
                                                document.id(),
                                                new String(
                                                        store.text(document).orElseThrow().bytes(),
                                                        StandardCharsets.UTF_8))));
        return texts;
    }

    @Override
    public void change(Map<String, String> texts) {
        List<StoredDocument> documents = new ArrayList<>();
        List<StoredText> objects = new ArrayList<>();
        long number = store.currentNumber() + 1;
        texts.forEach((name, text) -> {
            StoredText object =
                    StoredText.of(
                            text.startsWith("{") ? Format.JSON : Format.YAML,
                            text.getBytes(StandardCharsets.UTF_8));
            objects.add(object);
            documents.add(document(name, object, (int) number));
        });
        Manifest.Summary summary = new Manifest.Summary(0, documents.size(), 0, 0, 0);
        store.commit(
                new Manifest(
                        number,
                        Instant.EPOCH,
                        ReleaseOrigin.API,
                        Optional.empty(),
                        summary,
                        documents),
                objects);
        store.pruneReleases(RELEASES_KEPT);
    }

    private static StoredDocument document(String name, StoredText text, int revision) {
        boolean isRoute = RandomChanges.isRoute(name);
        return new StoredDocument(
                isRoute ? DocumentKind.ROUTE : DocumentKind.FUNCTION,
                name,
                isRoute ? "GET /" + name : name,
                isRoute ? Optional.of("GET") : Optional.empty(),
                isRoute ? Optional.of("/" + name) : Optional.empty(),
                text.sha256(),
                text.format(),
                Instant.EPOCH,
                Instant.EPOCH,
                revision,
                Optional.empty());
    }

    @Override
    public void close() {
        store.close();
    }
}
