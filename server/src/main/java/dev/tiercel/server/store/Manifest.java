package dev.tiercel.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release as it is kept: the complete set of documents (ADM-21). Immutable.
 *
 * @param number 1 for the first release
 * @param documents in the order in which they are loaded
 */
public record Manifest(
        long number,
        Instant createdAt,
        ReleaseOrigin origin,
        Optional<String> message,
        Summary summary,
        List<StoredDocument> documents) {
    public Manifest {
        documents = List.copyOf(documents);
    }

    /** How many documents a release changed. */
    public record Summary(int create, int update, int delete, int republish, int unchanged) {
        /** Of a release that changes nothing. */
        public static final Summary NONE = new Summary(0, 0, 0, 0, 0);
    }
}
