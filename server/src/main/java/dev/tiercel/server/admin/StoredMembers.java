package dev.tiercel.server.admin;

import dev.tiercel.server.route.Registered;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.util.List;
import java.util.Optional;

/** The members of a resource that the server writes (ADM-16). */
final class StoredMembers {
    private StoredMembers() {}

    static void write(Registered registered, JsonText json) {
        StoredDocument stored = registered.stored();
        json.field("created_at", stored.createdAt().toString())
                .field("updated_at", stored.updatedAt().toString())
                .field("revision", stored.revision())
                .field("format", stored.format().text())
                .object("source", source -> writeSource(stored.file(), source));
        if (!registered.diagnostics().isEmpty()) {
            json.rawField("diagnostics", DiagnosticJson.array(registered.diagnostics()));
        }
    }

    /** Writes the documents that depend on another one. */
    static void writeDependents(List<Registered> dependents, JsonText json) {
        json.array(
                "dependents",
                list ->
                        dependents.stream()
                                .map(Registered::stored)
                                .forEach(stored ->
                                        list.elementObject(o ->
                                                o.field("kind", stored.kind().text())
                                                        .field("id", stored.id())
                                                        .field("name", stored.name()))));
    }

    private static void writeSource(Optional<String> file, JsonText json) {
        file.ifPresentOrElse(
                name -> json.field("kind", "file").field("file", name),
                () -> json.field("kind", "api"));
    }
}
