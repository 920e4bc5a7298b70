package dev.tiercel.server.route;

import dev.tiercel.server.store.ReleaseOrigin;
import java.util.Locale;

/** Is told what became of every change of the documents. Thread-safe. */
@FunctionalInterface
public interface ChangeObserver {
    /** Takes note of a change that was asked for. */
    void ended(ReleaseOrigin origin, Result result);

    /** What became of a change. */
    enum Result {
        /** It made a release. */
        APPLIED,
        /** There was nothing to do. */
        UNCHANGED,
        /** The documents are not acceptable. */
        REJECTED,
        /** The documents were not those that the caller knew. */
        STALE,
        /** The release could not be kept. */
        FAILED;

        /** Returns the name that metrics give it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
