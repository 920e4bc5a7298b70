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
import dev.tiercel.server.text.JsonText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /api/v1/global-functions} and {@code /api/v1/extensions}: documents that are identified by
 * name (ADM-9, ADM-17). Thread-safe.
 */
final class NamedEndpoints {
    private final Registry registry;
    private final DocumentChanges changes;
    private final Form form;

    private NamedEndpoints(Registry registry, Form form) {
        this.registry = registry;
        this.changes = new DocumentChanges(registry);
        this.form = form;
    }

    /** Writes the members of a resource. */
    @FunctionalInterface
    interface ResourceWriter {
        void write(Release release, Registered registered, JsonText json);
    }

    /**
     * What is different between the kinds.
     *
     * @param noun what a message calls a document, in lower case
     * @param resource what is shown of a document
     * @param definition what the answer to its registration says besides
     */
    private record Form(
            DocumentKind kind,
            String base,
            String noun,
            ResourceWriter resource,
            ResourceWriter definition) {}

    static NamedEndpoints functions(Registry registry) {
        return new NamedEndpoints(
                registry,
                new Form(
                        DocumentKind.FUNCTION,
                        "/api/v1/global-functions",
                        "function",
                        FunctionResource::write,
                        (_, _, json) ->
                                json.field("message", "Global function defined successfully")));
    }

    static NamedEndpoints extensions(Registry registry) {
        return new NamedEndpoints(
                registry,
                new Form(
                        DocumentKind.EXTENSION,
                        "/api/v1/extensions",
                        "extension",
                        ExtensionResource::write,
                        (_, extension, json) -> ExtensionResource.writeOperation(extension, json)));
    }

    void addTo(AdminRoutes.Builder routes) {
        for (String base : List.of(form.base(), form.base() + "/")) {
            routes.on(RouteMethod.GET, base, _ -> list()).on(RouteMethod.POST, base, this::define);
        }
        routes.on(RouteMethod.GET, form.base() + "/:name", this::get)
                .on(RouteMethod.DELETE, form.base() + "/:name", this::delete);
    }

    private AdminAnswer list() {
        Release release = registry.current();
        List<Registered> documents =
                release.documents(form.kind()).stream()
                        .sorted(Comparator.comparing(d -> d.stored().name()))
                        .toList();
        return AdminAnswer.json(
                200,
                json -> {
                    json.object(
                            form.noun() + "s",
                            members ->
                                    documents.forEach(d ->
                                            members.object(
                                                    d.stored().id(),
                                                    o -> form.resource().write(release, d, o))));
                    json.field("count", documents.size());
                });
    }

    private AdminAnswer define(AdminRequest request) {
        DocumentChanges.Change change = changes.register(request.documents(), form.kind(), false);
        List<PlanEntry> puts = change.applied().plan().puts();
        if (puts.size() != 1) {
            return change.answer(RegistrationAnswer.several("DEFINED", change));
        }
        String name = puts.getFirst().document().name();
        Release release = change.applied().release();
        Registered registered = release.find(form.kind(), name).orElseThrow();
        return change.answer(
                AdminAnswer.json(
                        201,
                        json -> {
                            json.field("status", "DEFINED").field(form.noun() + "_name", name);
                            form.definition().write(release, registered, json);
                            RegistrationAnswer.republished(change, json);
                            RegistrationAnswer.finish(change, json);
                        }));
    }

    private AdminAnswer get(AdminRequest request) {
        Release release = registry.current();
        Registered registered = find(release, request.parameter("name"));
        return EntityTag.answer(request, json(release, registered));
    }

    private AdminAnswer delete(AdminRequest request) {
        String name = request.parameter("name");
        find(registry.current(), name);
        Optional<String> ifMatch = request.header("if-match");
        long release =
                changes.delete(
                        new DocumentIdentity(form.kind(), name),
                        d -> EntityTag.allows(ifMatch, EntityTag.of(json(registry.current(), d))));
        return DocumentChanges.withRelease(
                AdminAnswer.json(
                        200,
                        json -> json.field("status", "DELETED").field(form.noun() + "_name", name)),
                release);
    }

    private Registered find(Release release, String name) {
        String noun = form.noun();
        String title = noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
        return release.find(form.kind(), name)
                .orElseThrow(() ->
                        Refusal.of(
                                ProblemCode.NOT_FOUND,
                                title + " not found",
                                "No " + noun + " has the name `" + name + "`"));
    }

    private String json(Release release, Registered registered) {
        return JsonText.object(json -> form.resource().write(release, registered, json));
    }
}
