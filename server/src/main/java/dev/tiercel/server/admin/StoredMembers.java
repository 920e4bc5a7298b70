package dev.tiercel.server.admin;

import dev.tiercel.server.route.Registered;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
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

    private static void writeSource(Optional<String> file, JsonText json) {
        file.ifPresentOrElse(
                name -> json.field("kind", "file").field("file", name),
                () -> json.field("kind", "api"));
    }
}
