package dev.tiercel.server.admin;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.ReadText;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/check}: what a registration would find (ADM-18 to ADM-20). Thread-safe. */
final class CheckEndpoint {
    private final Registry registry;

    CheckEndpoint(Registry registry) {
        this.registry = registry;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.POST, "/api/v1/check", this::check);
    }

    private AdminAnswer check(AdminRequest request) {
        ReadText read = registry.read(request.documents(), Optional.empty());
        registry.checkFaulty(read);
        List<ReleaseChange.Put> puts =
                read.documents().stream()
                        .map(d -> new ReleaseChange.Put(d, Optional.empty(), Optional.empty()))
                        .toList();
        ReleaseChange change =
                new ReleaseChange(
                        puts, List.of(), List.of(), false, ReleaseOrigin.API, Optional.empty());
        ReleasePlan plan = registry.plan(change, read.diagnostics());
        boolean isValid = plan.diagnostics().stream().noneMatch(Diagnostic::isError);
        return AdminAnswer.json(
                200,
                json ->
                        json.field("valid", isValid)
                                .array("documents", list -> write(puts, plan, list))
                                .rawField("diagnostics", DiagnosticJson.array(plan.diagnostics()))
                                .nullField("tests"));
    }

    private static void write(List<ReleaseChange.Put> puts, ReleasePlan plan, JsonText list) {
        for (int i = 0; i < puts.size(); i++) {
            PlanEntry entry = plan.puts().get(i);
            int index = puts.get(i).read().index();
            list.elementObject(json -> write(index, entry, json));
        }
    }

    private static void write(int index, PlanEntry entry, JsonText json) {
        StoredDocument document = entry.document();
        json.field("index", index)
                .field("kind", document.kind().text())
                .field("name", document.name());
        document.method().ifPresent(method -> json.field("method", method));
        document.path().ifPresent(path -> json.field("path", path));
        json.field("action", entry.action().text());
    }
}
