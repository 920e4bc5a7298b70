package dev.tiercel.server.route;

import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredText;
import java.util.List;
import java.util.Optional;

/**
 * What is to become of the documents.
 *
 * @param puts documents that are created or replaced
 * @param deletes documents that are removed; those that do not exist are ignored
 * @param refusals documents whose newest version is kept but not used
 * @param isComplete whether documents that are not put are removed too, but for those of files
 *     (ADM-22)
 */
public record ReleaseChange(
        List<Put> puts,
        List<DocumentIdentity> deletes,
        List<Refusal> refusals,
        boolean isComplete,
        ReleaseOrigin origin,
        Optional<String> message) {
    public ReleaseChange {
        puts = List.copyOf(puts);
        deletes = List.copyOf(deletes);
        refusals = List.copyOf(refusals);
    }

    /**
     * A document that is created or replaced.
     *
     * @param id of a route: that under which it is registered; without it identity is that of ADM-9
     * @param file of a document from a watched directory
     */
    public record Put(ReadText.ReadDocument read, Optional<String> id, Optional<String> file) {
        /** Returns whether another document calls this one, or uses its operation. */
        boolean isUsedBy(Registered other) {
            return switch (read.document()) {
                case FunctionDocument function -> other.calls(function.name());
                case ExtensionDocument extension -> other.uses(extension.operation());
                case RouteDocument _ -> false;
            };
        }
    }

    /**
     * A document of a file that does not register (CFG-20): it is quarantined.
     *
     * @param registered as it is to be: with the version that stays in use, if there is one
     * @param text of the newest version, if it is new
     */
    public record Refusal(Registered registered, Optional<StoredText> text) {}
}
