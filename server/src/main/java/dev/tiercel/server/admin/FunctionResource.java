package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.text.JsonText;

/** A global function as the admin API shows it (ADM-17). */
final class FunctionResource {
    private FunctionResource() {}

    static void write(Release release, Registered function, JsonText json) {
        json.field("name", function.stored().name());
        if (function.document().orElse(null) instanceof FunctionDocument document) {
            json.strings("params", document.parameters())
                    .data("logic", CanonicalJson.block(CanonicalForm.of(document), "logic"))
                    .field("description", document.description())
                    .field("version", document.version());
        } else {
            json.nullField("params")
                    .nullField("logic")
                    .nullField("description")
                    .nullField("version");
        }
        if (function.isQuarantined()) {
            json.field("state", "quarantined");
        }
        StoredMembers.write(function, json);
        StoredMembers.writeDependents(release.dependents(function.stored().name()), json);
    }
}
