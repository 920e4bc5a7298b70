package dev.tiercel.server.store;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Releases for tests. */
final class StoreFixtures {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private StoreFixtures() {}

    static StoredText text(String content) {
        return StoredText.of(Format.YAML, content.getBytes(StandardCharsets.UTF_8));
    }

    static StoredDocument route(String id, StoredText text, int revision) {
        return new StoredDocument(
                DocumentKind.ROUTE,
                id,
                "route \"" + id + "\"",
                Optional.of("GET"),
                Optional.of("/" + id),
                text.sha256(),
                text.format(),
                NOW,
                NOW.plusSeconds(revision),
                revision,
                Optional.empty());
    }

    static Manifest manifest(long number, StoredDocument... documents) {
        return new Manifest(
                number,
                NOW,
                ReleaseOrigin.API,
                Optional.empty(),
                new Manifest.Summary(1, 0, 0, 0, documents.length - 1),
                List.of(documents));
    }

    /**
     * Returns the texts of release n of a series in which every release changes one of three
     * documents.
     */
    static List<StoredText> texts(long number) {
        List<StoredText> texts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long version = (number + i) / 3;
            texts.add(text("document: " + i + "\nversion: " + version + "\n" + "x".repeat(5000)));
        }
        return texts;
    }

    static Manifest release(long number) {
        List<StoredText> texts = texts(number);
        StoredDocument[] documents = new StoredDocument[texts.size()];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = route("r" + i, texts.get(i), (int) number);
        }
        return manifest(number, documents);
    }
}
