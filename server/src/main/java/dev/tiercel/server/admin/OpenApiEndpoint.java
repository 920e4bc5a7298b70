package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RouteParameter;
import dev.tiercel.server.input.SchemaText;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.RouteMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The routes as an OpenAPI 3.1 description (ADM-33). Thread-safe. */
final class OpenApiEndpoint {
    private static final Map<String, Object> PROBLEM_SCHEMA =
            Map.of("$ref", "#/components/schemas/Problem");

    private final Registry registry;
    private final String version;

    OpenApiEndpoint(Registry registry, String version) {
        this.registry = registry;
        this.version = version;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.GET, "/api/v1/openapi.json", _ -> describe());
    }

    private AdminAnswer describe() {
        OpenApiPaths templates = new OpenApiPaths();
        Map<String, Map<String, @Nullable Object>> paths = new TreeMap<>();
        List<@Nullable Object> webSockets = new ArrayList<>();
        for (Registered route : registry.current().documents(DocumentKind.ROUTE)) {
            if (!(route.document().orElse(null) instanceof RouteDocument document)
                    || !document.options().enabled()) {
                continue;
            }
            OpenApiPaths.Template path = templates.of(document.path());
            if (document.isWebSocket()) {
                webSockets.add(webSocket(route, document, path.text()));
            } else {
                paths.computeIfAbsent(path.text(), _ -> new TreeMap<>())
                        .put(
                                document.method().toLowerCase(Locale.ROOT),
                                operation(route, document, path));
            }
        }
        return AdminAnswer.json(
                200,
                json ->
                        json.field("openapi", "3.1.0")
                                .object(
                                        "info",
                                        info ->
                                                info.field("title", "Tiercel routes")
                                                        .field("version", version))
                                .data("paths", paths)
                                .data("components", components())
                                .data("x-tiercel-websockets", webSockets));
    }

    private static Map<String, @Nullable Object> webSocket(
            Registered route, RouteDocument document, String path) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put("id", route.stored().id());
        description.put("name", document.name());
        description.put("description", document.description());
        description.put("path", path);
        return description;
    }

    private static Map<String, @Nullable Object> operation(
            Registered route, RouteDocument document, OpenApiPaths.Template path) {
        Map<String, @Nullable Object> operation = new LinkedHashMap<>();
        operation.put("operationId", route.stored().id());
        operation.put("summary", document.name());
        operation.put("description", document.description());
        operation.put("parameters", parameters(document, path.nameByOwn()));
        requestBody(document).ifPresent(body -> operation.put("requestBody", body));
        operation.put("responses", responses(document));
        if (document.options().authRequired()) {
            operation.put(
                    "security", List.of(Map.of("bearer", List.of()), Map.of("apiKey", List.of())));
        }
        return operation;
    }

    private static List<Map<String, @Nullable Object>> parameters(
            RouteDocument document, Map<String, String> nameByOwn) {
        List<Map<String, @Nullable Object>> parameters = new ArrayList<>();
        List<String> undeclared = new ArrayList<>(nameByOwn.keySet());
        for (RouteParameter declared : document.parameters()) {
            if (declared.in() != RouteParameter.In.BODY) {
                parameters.add(parameter(declared, nameByOwn));
                if (declared.in() == RouteParameter.In.PATH) {
                    undeclared.remove(declared.name());
                }
            }
        }
        for (String name : undeclared) {
            Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
            parameter.put("name", nameByOwn.get(name));
            parameter.put("in", "path");
            parameter.put("required", true);
            parameter.put("schema", Map.of("type", "string"));
            parameters.add(parameter);
        }
        return parameters;
    }

    private static Map<String, @Nullable Object> parameter(
            RouteParameter declared, Map<String, String> nameByOwn) {
        boolean isOfPath = declared.in() == RouteParameter.In.PATH;
        Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
        parameter.put(
                "name",
                isOfPath
                        ? nameByOwn.getOrDefault(declared.name(), declared.name())
                        : declared.name());
        parameter.put("in", declared.in().name().toLowerCase(Locale.ROOT));
        parameter.put("required", declared.required() || isOfPath);
        parameter.put("description", declared.description());
        parameter.put("schema", schema(declared));
        return parameter;
    }

    private static Map<String, @Nullable Object> schema(RouteParameter declared) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", declared.dataType().name().toLowerCase(Locale.ROOT));
        declared.validation().ifPresent(pattern -> schema.put("pattern", pattern));
        declared.defaultValue()
                .ifPresent(value -> schema.put("default", CanonicalJson.plain(value)));
        return schema;
    }

    private static Optional<Map<String, @Nullable Object>> requestBody(RouteDocument document) {
        Optional<Object> schema = SchemaText.ofBody(document.options());
        List<RouteParameter> members =
                document.parameters().stream()
                        .filter(p -> p.in() == RouteParameter.In.BODY)
                        .toList();
        if (schema.isEmpty() && members.isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("content", content("application/json", schema.orElseGet(() -> object(members))));
        return Optional.of(body);
    }

    private static Map<String, @Nullable Object> object(List<RouteParameter> members) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        members.forEach(m -> properties.put(m.name(), schema(m)));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required =
                members.stream()
                        .filter(RouteParameter::required)
                        .map(RouteParameter::name)
                        .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, @Nullable Object> responses(RouteDocument document) {
        Object schema =
                document.options().responseSchema().<Object>map(CanonicalJson::plain).orElse(true);
        Map<String, @Nullable Object> responses = new LinkedHashMap<>();
        responses.put("200", response("Answer of the route", "application/json", schema));
        responses.put("400", problem("The request is not accepted"));
        if (document.options().authRequired()) {
            responses.put("401", problem("Credentials are missing or not valid"));
        }
        if (document.options().rateLimit().isPresent()) {
            responses.put("429", problem("Too many requests"));
        }
        responses.put("500", problem("The logic raised an error"));
        return responses;
    }

    private static Map<String, @Nullable Object> problem(String description) {
        return response(description, "application/problem+json", PROBLEM_SCHEMA);
    }

    private static Map<String, @Nullable Object> response(
            String description, String type, Object schema) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("description", description);
        response.put("content", content(type, schema));
        return response;
    }

    private static Map<String, @Nullable Object> content(String type, Object schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    private static Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> text = Map.of("type", "string");
        Map<String, @Nullable Object> problem = new LinkedHashMap<>();
        problem.put("type", "object");
        problem.put("required", List.of("type", "title", "status", "code"));
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "type",
                        "title",
                        "detail",
                        "instance",
                        "code",
                        "error",
                        "message",
                        "request_id")) {
            members.put(name, text);
        }
        members.put("status", Map.of("type", "integer"));
        problem.put("properties", members);
        return Map.of(
                "schemas",
                Map.of("Problem", problem),
                "securitySchemes",
                Map.of(
                        "bearer",
                        Map.of("type", "http", "scheme", "bearer"),
                        "apiKey",
                        Map.of("type", "apiKey", "in", "header", "name", "X-Api-Key")));
    }
}
