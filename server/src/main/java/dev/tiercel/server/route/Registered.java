package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.store.StoredDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document of a release. Immutable.
 *
 * @param stored the newest version, which the manifest names
 * @param version what is used; nothing if the document is quarantined and no earlier version
 *     registers
 * @param isQuarantined whether the newest version was refused (CFG-16)
 * @param diagnostics warnings, or of a quarantined document its errors
 */
public record Registered(
        StoredDocument stored,
        Optional<Version> version,
        boolean isQuarantined,
        List<Diagnostic> diagnostics) {
    public Registered {
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * A version of a document that registered.
     *
     * @param stored of an earlier revision if the newest is quarantined
     * @param functions the global functions that it calls, directly or through others
     * @param extensions the operations of extensions that it uses, in the same way
     * @param route of a route, also if it is disabled
     */
    public record Version(
            StoredDocument stored,
            Document document,
            Set<String> functions,
            Set<String> extensions,
            Optional<ServedRoute> route) {
        public Version {
            functions = Set.copyOf(functions);
            extensions = Set.copyOf(extensions);
        }
    }

    /** Returns the document in use. */
    public Optional<Document> document() {
        return version.map(Version::document);
    }

    /** Returns whether the document calls a function. */
    boolean calls(String function) {
        return version.isPresent() && version.get().functions().contains(function);
    }

    /** Returns whether the document uses the operation of an extension. */
    boolean uses(String operation) {
        return version.isPresent() && version.get().extensions().contains(operation);
    }
}
