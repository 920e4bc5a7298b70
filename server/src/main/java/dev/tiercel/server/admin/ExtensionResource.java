package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.text.JsonText;

/** An extension as the admin API shows it. */
final class ExtensionResource {
    private ExtensionResource() {}

    static void write(Release release, Registered extension, JsonText json) {
        json.field("name", extension.stored().name());
        if (extension.document().orElse(null) instanceof ExtensionDocument document) {
            Node.Mapping canonical = CanonicalForm.of(document);
            json.field("operation", document.operation())
                    .field("description", document.description())
                    .data("schema", CanonicalJson.member(canonical, "schema"))
                    .data("webhook", CanonicalJson.member(canonical, "webhook"))
                    .data("function", CanonicalJson.member(canonical, "function"));
        }
        if (extension.isQuarantined()) {
            json.field("state", "quarantined");
        }
        StoredMembers.write(extension, json);
        String operation = ExtensionDocument.operationOf(extension.stored().name());
        StoredMembers.writeDependents(release.users(operation), json);
    }

    /** Writes the name of the operation that an extension adds. */
    static void writeOperation(Registered extension, JsonText json) {
        if (extension.document().orElse(null) instanceof ExtensionDocument document) {
            json.field("operation", document.operation());
        }
    }
}
