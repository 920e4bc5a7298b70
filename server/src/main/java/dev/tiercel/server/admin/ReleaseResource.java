package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.util.Optional;

/** Releases and their plans as the admin API shows them (ADM-26). */
final class ReleaseResource {
    private ReleaseResource() {}

    static void summary(Manifest manifest, JsonText json) {
        json.field("release", manifest.number())
                .field("created_at", manifest.createdAt().toString())
                .field("origin", manifest.origin().text())
                .field("message", manifest.message().orElse(null))
                .object("summary", o -> write(manifest.summary(), o));
    }

    static void documents(Manifest manifest, JsonText json) {
        json.array(
                "documents",
                list ->
                        manifest.documents()
                                .forEach(d ->
                                        list.elementObject(o -> {
                                            o.field("kind", d.kind().text());
                                            identity(d, o);
                                            o.field("sha256", d.sha256());
                                        })));
    }

    static String planned(Registry.Outcome.Planned outcome) {
        return result(
                outcome.plan().changesNothing() ? "UNCHANGED" : "PLANNED",
                Optional.empty(),
                outcome.current().number(),
                outcome.plan());
    }

    /**
     * @param status of a release that changed something
     */
    static String applied(Registry.Outcome.Applied outcome, String status) {
        return result(
                outcome.plan().changesNothing() ? "UNCHANGED" : status,
                Optional.of(outcome.release().number()),
                outcome.previous().number(),
                outcome.plan());
    }

    private static String result(
            String status, Optional<Long> release, long previous, ReleasePlan plan) {
        return JsonText.object(json -> {
            json.field("status", status);
            release.ifPresentOrElse(
                    number -> json.field("release", number), () -> json.nullField("release"));
            json.field("previous", previous)
                    .field("dry_run", release.isEmpty())
                    .array(
                            "plan",
                            list ->
                                    plan.entries().stream()
                                            .filter(e -> e.action() != PlanEntry.Action.UNCHANGED)
                                            .forEach(e -> list.elementObject(o -> write(e, o))))
                    .object("summary", o -> write(plan.summary(), o))
                    .rawField("diagnostics", DiagnosticJson.array(plan.diagnostics()));
        });
    }

    private static void write(PlanEntry entry, JsonText json) {
        json.field("kind", entry.document().kind().text()).field("action", entry.action().text());
        identity(entry.document(), json);
    }

    private static void identity(StoredDocument document, JsonText json) {
        if (document.kind() == DocumentKind.ROUTE || document.kind() == DocumentKind.TENANT) {
            json.field("id", document.id());
        }
        json.field("name", document.name());
        document.method().ifPresent(method -> json.field("method", method));
        document.path().ifPresent(path -> json.field("path", path));
    }

    private static void write(Manifest.Summary summary, JsonText json) {
        json.field("create", summary.create())
                .field("update", summary.update())
                .field("delete", summary.delete())
                .field("republish", summary.republish())
                .field("unchanged", summary.unchanged());
    }
}
