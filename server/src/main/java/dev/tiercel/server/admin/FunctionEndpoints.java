package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.store.DocumentIdentity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/global-functions} (ADM-17). Thread-safe. */
final class FunctionEndpoints {
    private static final String BASE = "/api/v1/global-functions";

    private final Registry registry;
    private final DocumentChanges changes;

    FunctionEndpoints(Registry registry) {
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
        List<Registered> functions =
                release.documents(DocumentKind.FUNCTION).stream()
                        .sorted(Comparator.comparing(f -> f.stored().name()))
                        .toList();
        return AdminAnswer.json(
                200,
                json ->
                        json.object(
                                        "functions",
                                        members ->
                                                functions.forEach(f ->
                                                        members.object(
                                                                f.stored().name(),
                                                                o ->
                                                                        FunctionResource.write(
                                                                                release, f, o))))
                                .field("count", functions.size()));
    }

    private AdminAnswer define(AdminRequest request) {
        DocumentChanges.Change change =
                changes.register(request.documents(), DocumentKind.FUNCTION, false);
        List<PlanEntry> puts = change.applied().plan().puts();
        if (puts.size() != 1) {
            return change.answer(RegistrationAnswer.several("DEFINED", change));
        }
        return change.answer(
                AdminAnswer.json(
                        201,
                        json -> {
                            json.field("status", "DEFINED")
                                    .field("function_name", puts.getFirst().document().name())
                                    .field("message", "Global function defined successfully");
                            RegistrationAnswer.republished(change, json);
                            RegistrationAnswer.finish(change, json);
                        }));
    }

    private AdminAnswer get(AdminRequest request) {
        Release release = registry.current();
        Registered function = find(release, request.parameter("name"));
        return EntityTag.answer(request, FunctionResource.json(release, function));
    }

    private AdminAnswer delete(AdminRequest request) {
        String name = request.parameter("name");
        Release before = registry.current();
        find(before, name);
        Optional<String> ifMatch = request.header("if-match");
        long release =
                changes.delete(
                        new DocumentIdentity(DocumentKind.FUNCTION, name),
                        f ->
                                EntityTag.allows(
                                        ifMatch,
                                        EntityTag.of(
                                                FunctionResource.json(registry.current(), f))));
        return DocumentChanges.withRelease(
                AdminAnswer.json(
                        200, json -> json.field("status", "DELETED").field("function_name", name)),
                release);
    }

    private static Registered find(Release release, String name) {
        return release.find(DocumentKind.FUNCTION, name)
                .orElseThrow(() ->
                        Refusal.of(
                                ProblemCode.NOT_FOUND,
                                "Function not found",
                                "No function has the name `" + name + "`"));
    }
}
