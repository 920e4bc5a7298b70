package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.text.JsonText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/extensions}: operations that documents add. Thread-safe. */
final class ExtensionEndpoints {
    private static final String BASE = "/api/v1/extensions";

    private final Registry registry;
    private final DocumentChanges changes;

    ExtensionEndpoints(Registry registry) {
        this.registry = registry;
        this.changes = new DocumentChanges(registry);
    }

    void addTo(AdminRoutes.Builder routes) {
        for (String base : List.of(BASE, BASE + "/")) {
            routes.on(RouteMethod.GET, base, _ -> list()).on(RouteMethod.POST, base, this::define);
        }
        routes.on(RouteMethod.GET, BASE + "/:name", this::get)
                .on(RouteMethod.DELETE, BASE + "/:name", this::delete);
    }

    private AdminAnswer list() {
        Release release = registry.current();
        List<Registered> extensions =
                release.documents(DocumentKind.EXTENSION).stream()
                        .sorted(Comparator.comparing(e -> e.stored().name()))
                        .toList();
        return AdminAnswer.json(
                200,
                json -> {
                    json.object(
                            "extensions",
                            members -> {
                                for (Registered extension : extensions) {
                                    members.object(
                                            extension.stored().name(),
                                            o -> write(release, extension, o));
                                }
                            });
                    json.field("count", extensions.size());
                });
    }

    private AdminAnswer define(AdminRequest request) {
        DocumentChanges.Change change =
                changes.register(request.documents(), DocumentKind.EXTENSION, false);
        List<PlanEntry> puts = change.applied().plan().puts();
        if (puts.size() != 1) {
            return change.answer(RegistrationAnswer.several("DEFINED", change));
        }
        String name = puts.getFirst().document().name();
        Registered registered =
                change.applied().release().find(DocumentKind.EXTENSION, name).orElseThrow();
        return change.answer(
                AdminAnswer.json(
                        201,
                        json -> {
                            json.field("status", "DEFINED").field("extension_name", name);
                            if (registered.document().orElse(null) instanceof ExtensionDocument e) {
                                json.field("operation", e.operation());
                            }
                            RegistrationAnswer.republished(change, json);
                            RegistrationAnswer.finish(change, json);
                        }));
    }

    private AdminAnswer get(AdminRequest request) {
        Release release = registry.current();
        return EntityTag.answer(request, json(release, find(release, request.parameter("name"))));
    }

    private AdminAnswer delete(AdminRequest request) {
        String name = request.parameter("name");
        Registered extension = find(registry.current(), name);
        Optional<String> ifMatch = request.header("if-match");
        long release =
                changes.delete(
                        extension.stored().identity(),
                        e -> EntityTag.allows(ifMatch, EntityTag.of(json(registry.current(), e))));
        return DocumentChanges.withRelease(
                AdminAnswer.json(
                        200, json -> json.field("status", "DELETED").field("extension_name", name)),
                release);
    }

    private static Registered find(Release release, String name) {
        return release.find(DocumentKind.EXTENSION, name)
                .orElseThrow(() ->
                        Refusal.of(
                                ProblemCode.NOT_FOUND,
                                "Extension not found",
                                "No extension has the name `" + name + "`"));
    }

    private static String json(Release release, Registered extension) {
        return JsonText.object(json -> write(release, extension, json));
    }

    private static void write(Release release, Registered extension, JsonText json) {
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
}
