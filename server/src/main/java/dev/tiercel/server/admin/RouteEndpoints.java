package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.format.DocumentFormatter;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /api/v1/dynamic-routes}: registering, reading and removing routes. Thread-safe. */
final class RouteEndpoints {
    static final String BASE = "/api/v1/dynamic-routes";
    private static final String ONE = BASE + "/:id";

    private final Registry registry;
    private final DocumentChanges changes;

    RouteEndpoints(Registry registry) {
        this.registry = registry;
        this.changes = new DocumentChanges(registry);
    }

    void addTo(AdminRoutes.Builder routes) {
        for (String base : List.of(BASE, BASE + "/")) {
            routes.on(RouteMethod.GET, base, this::list)
                    .on(RouteMethod.POST, base, request -> register(request, false));
        }
        routes.on(RouteMethod.POST, BASE + "/register", request -> register(request, true))
                .on(RouteMethod.POST, BASE + "/import", this::importRoute)
                .on(RouteMethod.GET, BASE + "/stats", _ -> stats())
                .on(RouteMethod.GET, BASE + "/formats", _ -> formats())
                .on(RouteMethod.GET, ONE, this::get)
                .on(RouteMethod.PUT, ONE, this::replace)
                .on(RouteMethod.DELETE, ONE, this::delete)
                .on(RouteMethod.GET, ONE + "/export", this::export);
    }

    /** Returns the route of an id. */
    static Registered find(Registry registry, String id) {
        return find(registry.current(), id);
    }

    static Registered find(Release release, String id) {
        return release.find(DocumentKind.ROUTE, id)
                .orElseThrow(() -> notFound("No route has the id `" + id + "`"));
    }

    private static Refusal notFound(String message) {
        return Refusal.of(ProblemCode.NOT_FOUND, "Route not found", message);
    }

    private AdminAnswer list(AdminRequest request) {
        Optional<String> state = request.query("state");
        Optional<String> name = request.query("name");
        Optional<String> path = request.query("path");
        Comparator<Registered> order =
                Comparator.comparing((Registered r) -> r.stored().path().orElse(""))
                        .thenComparing(r -> r.stored().method().orElse(""));
        List<Registered> found =
                registry.current().documents(DocumentKind.ROUTE).stream()
                        .filter(r -> state.isEmpty() || state.get().equals(RouteResource.state(r)))
                        .filter(r -> name.isEmpty() || name.get().equals(r.stored().name()))
                        .filter(r -> path.isEmpty() || path.equals(r.stored().path()))
                        .sorted(order)
                        .toList();
        return AdminAnswer.jsonText(
                200,
                JsonText.array(list ->
                        found.forEach(r -> list.elementObject(o -> RouteResource.write(r, o)))));
    }

    private AdminAnswer register(AdminRequest request, boolean isVerbose) {
        DocumentChanges.Change change =
                changes.register(request.documents(), DocumentKind.ROUTE, false);
        List<PlanEntry> puts = change.applied().plan().puts();
        if (puts.size() != 1) {
            return change.answer(RegistrationAnswer.several("REGISTERED", change));
        }
        StoredDocument stored = puts.getFirst().document();
        return change.answer(
                AdminAnswer.json(
                        201,
                        json -> {
                            json.field("status", "REGISTERED").field("route_id", stored.id());
                            if (isVerbose) {
                                json.field("route_name", stored.name())
                                        .field("format", stored.format().text());
                            }
                            json.field("message", "Route registered successfully");
                            RegistrationAnswer.finish(change, json);
                        }));
    }

    private AdminAnswer importRoute(AdminRequest request) {
        DocumentChanges.Change change =
                changes.register(request.documents(), DocumentKind.ROUTE, true);
        List<PlanEntry> puts = change.applied().plan().puts();
        if (puts.size() != 1) {
            return change.answer(RegistrationAnswer.several("IMPORTED", change));
        }
        return change.answer(
                AdminAnswer.json(
                        201,
                        json -> {
                            json.field("status", "IMPORTED")
                                    .field("route_id", puts.getFirst().document().id());
                            RegistrationAnswer.finish(change, json);
                        }));
    }

    private AdminAnswer get(AdminRequest request) {
        return EntityTag.answer(
                request, RouteResource.json(find(registry, request.parameter("id"))));
    }

    private AdminAnswer replace(AdminRequest request) {
        String id = request.parameter("id");
        find(registry, id);
        Optional<String> ifMatch = request.header("if-match");
        DocumentChanges.Change change =
                changes.replaceRoute(
                        request,
                        id,
                        r -> EntityTag.allows(ifMatch, EntityTag.of(RouteResource.json(r))));
        Registered replaced = change.applied().release().find(DocumentKind.ROUTE, id).orElseThrow();
        return change.answer(
                        AdminAnswer.json(
                                200,
                                json -> {
                                    json.field("status", "UPDATED").field("route_id", id);
                                    RegistrationAnswer.finish(change, json);
                                }))
                .with("ETag", EntityTag.of(RouteResource.json(replaced)));
    }

    private AdminAnswer delete(AdminRequest request) {
        String id = request.parameter("id");
        Registered route = find(registry, id);
        Optional<String> ifMatch = request.header("if-match");
        long release =
                changes.delete(
                        route.stored().identity(),
                        r -> EntityTag.allows(ifMatch, EntityTag.of(RouteResource.json(r))));
        return DocumentChanges.withRelease(
                AdminAnswer.json(
                        200, json -> json.field("status", "DELETED").field("route_id", id)),
                release);
    }

    private AdminAnswer export(AdminRequest request) {
        Registered route = find(registry, request.parameter("id"));
        String format = request.query("format").orElse("json");
        return switch (format) {
            case "json" ->
                    attachment(
                            "application/json",
                            JsonText.bytes(
                                    JsonText.indentedObject(o -> RouteResource.write(route, o))),
                            route.stored().id() + ".json");
            case "yaml" ->
                    attachment(
                            "application/yaml",
                            JsonText.bytes(yaml(route)),
                            route.stored().id() + ".yaml");
            case "original" -> original(route.stored());
            default ->
                    throw Refusal.of(
                            ProblemCode.INVALID_REQUEST,
                            "`format` is json, yaml or original, not `" + format + "`");
        };
    }

    /** Returns the version in use in canonical form, with its id so that an import keeps it. */
    private static String yaml(Registered route) {
        Node.Mapping canonical =
                route.document()
                        .map(CanonicalForm::of)
                        .orElseThrow(() -> notFound("No version of the route registers"));
        List<Node.Entry> entries = new ArrayList<>();
        Node id =
                new Node.Scalar(
                        route.stored().id(),
                        route.stored().id(),
                        canonical.position(),
                        Pointer.ROOT.member("id"),
                        Optional.empty(),
                        Optional.empty());
        canonical.find("kind").ifPresent(entries::add);
        entries.add(new Node.Entry("id", canonical.position(), id));
        canonical.entries().stream()
                .filter(e -> !e.key().equals("kind") && !e.key().equals("id"))
                .forEach(entries::add);
        return DocumentFormatter.yaml(
                new Node.Mapping(
                        entries, canonical.position(), canonical.pointer(), Optional.empty()));
    }

    private AdminAnswer original(StoredDocument stored) {
        byte[] bytes =
                registry.store()
                        .text(stored)
                        .orElseThrow(() -> notFound("The registered text is missing or damaged"))
                        .bytes();
        return switch (stored.format()) {
            case JSON -> attachment("application/json", bytes, stored.id() + ".json");
            case YAML -> attachment("application/yaml", bytes, stored.id() + ".yaml");
        };
    }

    private static AdminAnswer attachment(String type, byte[] body, String name) {
        return AdminAnswer.bytes(type, body)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private AdminAnswer stats() {
        List<Registered> routes = registry.current().documents(DocumentKind.ROUTE);
        TreeMap<String, Integer> byMethod = new TreeMap<>();
        long enabled = 0;
        for (Registered route : routes) {
            Optional<String> method =
                    route.version()
                            .flatMap(v -> v.stored().method())
                            .or(() -> route.stored().method());
            byMethod.merge(method.orElse("GET"), 1, Integer::sum);
            enabled += RouteResource.isEnabled(route) ? 1 : 0;
        }
        long enabledRoutes = enabled;
        return AdminAnswer.json(
                200,
                json ->
                        json.field("total_routes", routes.size())
                                .field("enabled_routes", enabledRoutes)
                                .field("disabled_routes", routes.size() - enabledRoutes)
                                .data("routes_by_method", byMethod));
    }

    private AdminAnswer formats() {
        int count = registry.current().documents(DocumentKind.ROUTE).size();
        return AdminAnswer.json(
                200,
                json ->
                        json.field("total_routes", count)
                                .strings("supported_formats", List.of("JSON", "YAML"))
                                .object(
                                        "features",
                                        features ->
                                                features.field("auto_detection", true)
                                                        .field("explicit_content_type", true)
                                                        .field("yaml_comments", true)
                                                        .field("yaml_multiline", true)));
    }
}
