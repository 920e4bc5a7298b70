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
     * @param route of a route, also if it is disabled
     */
    public record Version(
            StoredDocument stored,
            Document document,
            Set<String> functions,
            Optional<ServedRoute> route) {
        public Version {
            functions = Set.copyOf(functions);
        }
    }

    /** Returns the document in use. */
    public Optional<Document> document() {
        return version.map(Version::document);
    }

    /** Returns whether the document calls one of the functions. */
    boolean dependsOnAny(Set<String> names) {
        return version.isPresent() && version.get().functions().stream().anyMatch(names::contains);
    }
}
