package dev.tiercel.server.route;

import dev.tiercel.server.store.StoredDocument;
import java.util.Locale;

/**
 * What a change does to one document.
 *
 * @param document as it is afterwards, or was before it is deleted
 */
public record PlanEntry(Action action, StoredDocument document) {
    /** Kinds of change. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        /** Compiled anew because a function changed. */
        REPUBLISH,
        UNCHANGED;

        /** Returns the word used in answers. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
