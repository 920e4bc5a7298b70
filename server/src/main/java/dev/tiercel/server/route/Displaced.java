package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.store.StoredDocument;

/**
 * Entries of documents whose name another source has (CFG-21). Functions and extensions are known
 * by name, so that one that is displaced needs an id of its own beside the one in use.
 */
final class Displaced {
    private static final char SEPARATOR = '@';

    private Displaced() {}

    /**
     * Returns the entry under which a document is kept while it is displaced; routes keep theirs.
     *
     * @param source file of the document, or {@code api}
     */
    static StoredDocument by(StoredDocument stored, String source) {
        if (stored.kind() == DocumentKind.ROUTE) {
            return stored;
        }
        return new StoredDocument(
                stored.kind(),
                stored.name() + SEPARATOR + source,
                stored.name(),
                stored.method(),
                stored.path(),
                stored.sha256(),
                stored.format(),
                stored.createdAt(),
                stored.updatedAt(),
                stored.revision(),
                stored.file());
    }

    /** Whether an entry is that of a displaced document. */
    static boolean is(StoredDocument stored) {
        return stored.kind() != DocumentKind.ROUTE && !stored.id().equals(stored.name());
    }
}
