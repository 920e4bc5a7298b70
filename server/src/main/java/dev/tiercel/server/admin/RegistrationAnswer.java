package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.util.List;

/** What answers to registrations have in common (ADM-9, ADM-10, ADM-13). */
final class RegistrationAnswer {
    private RegistrationAnswer() {}

    /** Returns the answer to several documents. */
    static AdminAnswer several(String status, DocumentChanges.Change change) {
        List<StoredDocument> documents =
                change.applied().plan().puts().stream().map(PlanEntry::document).toList();
        return AdminAnswer.json(
                201,
                json -> {
                    json.field("status", status)
                            .field("count", documents.size())
                            .array("routes", list -> write(documents, DocumentKind.ROUTE, list))
                            .array(
                                    "functions",
                                    list -> write(documents, DocumentKind.FUNCTION, list))
                            .array(
                                    "extensions",
                                    list -> write(documents, DocumentKind.EXTENSION, list))
                            .field(
                                    "message",
                                    documents.size() + " documents registered successfully");
                    finish(change, json);
                });
    }

    /** Writes the members that depend on what happened: those of a replacement and of warnings. */
    static void finish(DocumentChanges.Change change, JsonText json) {
        List<PlanEntry> puts = change.applied().plan().puts();
        if (puts.size() == 1 && puts.getFirst().action() != PlanEntry.Action.CREATE) {
            json.field("replaced", true);
        }
        if (!change.applied().plan().diagnostics().isEmpty()) {
            json.rawField(
                    "diagnostics", DiagnosticJson.array(change.applied().plan().diagnostics()));
        }
    }

    /** Writes the routes that run a new version of a function, if there are any. */
    static void republished(DocumentChanges.Change change, JsonText json) {
        List<String> ids =
                change.applied().plan().republished().stream()
                        .filter(d -> d.kind() == DocumentKind.ROUTE)
                        .map(StoredDocument::id)
                        .toList();
        if (!ids.isEmpty()) {
            json.strings("republished", ids);
        }
    }

    private static void write(List<StoredDocument> documents, DocumentKind kind, JsonText list) {
        for (StoredDocument document : documents) {
            if (document.kind() == kind) {
                list.elementObject(json -> {
                    if (kind == DocumentKind.ROUTE) {
                        json.field("route_id", document.id());
                    }
                    json.field(kind.text() + "_name", document.name());
                });
            }
        }
    }
}
