package dev.tiercel.server.route;

import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.ReleaseOrigin;
import java.util.List;
import java.util.Optional;

/**
 * What is to become of the documents.
 *
 * @param puts documents that are created or replaced
 * @param deletes documents that are removed; those that do not exist are ignored
 * @param isComplete whether documents that are not put are removed too, but for those of files
 *     (ADM-22)
 */
public record ReleaseChange(
        List<Put> puts,
        List<DocumentIdentity> deletes,
        boolean isComplete,
        ReleaseOrigin origin,
        Optional<String> message) {
    public ReleaseChange {
        puts = List.copyOf(puts);
        deletes = List.copyOf(deletes);
    }

    /**
     * A document that is created or replaced.
     *
     * @param id of a route: that under which it is registered; without it identity is that of ADM-9
     * @param file of a document from a watched directory
     */
    public record Put(ReadText.ReadDocument read, Optional<String> id, Optional<String> file) {}
}
