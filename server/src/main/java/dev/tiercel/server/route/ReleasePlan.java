package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.lower.CompiledRoute;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.Program;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a change would do. Immutable; nothing has happened yet.
 *
 * @param isRejected whether the change cannot be made
 * @param isManagedByFile whether that is because a document comes from a watched directory (CFG-19)
 * @param conflicts documents on the other side of conflicts (ADM-12)
 * @param puts what becomes of the documents that are put, in their order, also if that is rejected
 * @param entries every document that is put, deleted or republished
 * @param versions documents to make ready
 * @param refused documents that are quarantined from now on
 */
public record ReleasePlan(
        boolean isRejected,
        boolean isManagedByFile,
        List<StoredDocument> conflicts,
        List<Diagnostic> diagnostics,
        List<PlanEntry> puts,
        List<PlanEntry> entries,
        Manifest.Summary summary,
        List<NewVersion> versions,
        List<Registered> refused,
        List<DocumentIdentity> deleted,
        List<StoredText> texts) {
    public ReleasePlan {
        conflicts = List.copyOf(conflicts);
        diagnostics = List.copyOf(diagnostics);
        puts = List.copyOf(puts);
        entries = List.copyOf(entries);
        versions = List.copyOf(versions);
        refused = List.copyOf(refused);
        deleted = List.copyOf(deleted);
        texts = List.copyOf(texts);
    }

    /** Whether the documents stay as they are. */
    public boolean changesNothing() {
        return versions.isEmpty() && deleted.isEmpty() && refused.isEmpty();
    }

    /** Returns this plan with a finding because of which it cannot be carried out. */
    ReleasePlan rejected(Diagnostic finding) {
        List<Diagnostic> findings = new ArrayList<>(diagnostics);
        findings.add(finding);
        return new ReleasePlan(
                true,
                isManagedByFile,
                conflicts,
                findings,
                List.of(),
                List.of(),
                summary,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Returns the documents that are republished because a function changed. */
    public List<StoredDocument> republished() {
        return entries.stream()
                .filter(entry -> entry.action() == PlanEntry.Action.REPUBLISH)
                .map(PlanEntry::document)
                .toList();
    }

    /**
     * A document that was compiled.
     *
     * @param newest the version that the manifest will name
     * @param stored the version that is compiled, an earlier one if the newest is quarantined
     * @param isQuarantined whether the newest version stays refused
     * @param rateLimitKey what computes the key of the rate limit, if it is an expression
     */
    public record NewVersion(
            StoredDocument newest,
            StoredDocument stored,
            boolean isQuarantined,
            Document document,
            Set<String> functions,
            Set<String> extensions,
            Optional<CompiledRoute> route,
            Optional<Program> rateLimitKey,
            List<Diagnostic> diagnostics) {}
}
