package dev.tiercel.server.store;

import dev.tiercel.server.text.JsonText;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes one manifest after another as JSON. A release changes few documents of many, so the text
 * of each entry is kept for the next manifest. Not thread-safe.
 */
final class ManifestWriter {
    /** The entries of the manifest before; by identity, because most are the same objects. */
    private Map<StoredDocument, String> entries = Map.of();

    byte[] write(Manifest manifest) {
        Map<StoredDocument, String> written = new IdentityHashMap<>(manifest.documents().size());
        for (StoredDocument document : manifest.documents()) {
            String known = entries.get(document);
            written.put(document, known == null ? entry(document) : known);
        }
        entries = written;
        return JsonText.bytes(JsonText.object(json -> write(manifest, json)) + "\n");
    }

    private void write(Manifest manifest, JsonText json) {
        Manifest.Summary summary = manifest.summary();
        json.field("release", manifest.number())
                .field("created_at", manifest.createdAt().toString())
                .field("origin", manifest.origin().text())
                .field("message", manifest.message().orElse(null))
                .object(
                        "summary",
                        s ->
                                s.field("create", summary.create())
                                        .field("update", summary.update())
                                        .field("delete", summary.delete())
                                        .field("republish", summary.republish())
                                        .field("unchanged", summary.unchanged()))
                .array(
                        "documents",
                        list ->
                                manifest.documents()
                                        .forEach(d ->
                                                list.rawElement(
                                                        Objects.requireNonNull(entries.get(d)))));
    }

    private static String entry(StoredDocument document) {
        return JsonText.object(json -> write(document, json));
    }

    private static void write(StoredDocument document, JsonText json) {
        json.field("kind", document.kind().text())
                .field("id", document.id())
                .field("name", document.name());
        document.method().ifPresent(method -> json.field("method", method));
        document.path().ifPresent(path -> json.field("path", path));
        json.field("sha256", document.sha256())
                .field("format", document.format().text())
                .field("created_at", document.createdAt().toString())
                .field("updated_at", document.updatedAt().toString())
                .field("revision", document.revision());
        document.file().ifPresent(file -> json.field("file", file));
    }
}
