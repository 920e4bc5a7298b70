package dev.tiercel.server.store;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Format;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a manifest: one version of a document, whose bytes are an object.
 *
 * @param id identifier of a route or tenant; of other kinds the name
 * @param method of a route only, {@code WS} for WebSocket
 * @param path of a route only, as written
 * @param sha256 of the registered bytes, in lower-case hexadecimal digits
 * @param revision 1 for the first version
 * @param file of a document from a watched directory, the file relative to it
 */
public record StoredDocument(
        DocumentKind kind,
        String id,
        String name,
        Optional<String> method,
        Optional<String> path,
        String sha256,
        Format format,
        Instant createdAt,
        Instant updatedAt,
        int revision,
        Optional<String> file) {

    public DocumentIdentity identity() {
        return new DocumentIdentity(kind, id);
    }
}
