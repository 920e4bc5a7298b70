package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.http.RouteTrial;
import dev.tiercel.server.input.NodeValues;
import dev.tiercel.server.input.ValueRequest;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.text.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Running routes for administrators (ADM-27, ADM-28). Thread-safe. */
final class TrialEndpoints {
    private static final String NEEDS_WEB_SOCKET = "This route requires WebSocket protocol";

    private final Registry registry;
    private final RouteTrial trial;

    TrialEndpoints(Registry registry, RouteTrial trial) {
        this.registry = registry;
        this.trial = trial;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.POST, RouteEndpoints.BASE + "/test", this::test)
                .on(RouteMethod.POST, RouteEndpoints.BASE + "/:id/execute", this::execute);
    }

    private AdminAnswer test(AdminRequest request) {
        Node.Mapping body = JsonBody.read(request);
        Optional<ServedRoute> route =
                JsonBody.text(body, "route_id")
                        .flatMap(id -> registry.current().find(DocumentKind.ROUTE, id))
                        .flatMap(Registered::version)
                        .flatMap(Registered.Version::route);
        if (route.isEmpty()) {
            return failure("Route not found");
        }
        if (route.get().document().isWebSocket()) {
            return failure(NEEDS_WEB_SOCKET);
        }
        ValueRequest.Parts parts =
                new ValueRequest.Parts(
                        body.find("test_payload")
                                .map(Node.Entry::value)
                                .map(NodeValues::of)
                                .orElse(null),
                        object(body, "test_params"),
                        object(body, "test_query"),
                        lowerCaseKeys(JsonBody.object(body, "test_headers")));
        long start = System.nanoTime();
        RouteTrial.Result result = trial.test(route.get(), request.exchange().id(), parts);
        return answer(result, Duration.ofNanos(System.nanoTime() - start));
    }

    private static ObjectValue object(Node.Mapping body, String name) {
        return JsonBody.object(body, name)
                .map(NodeValues::of)
                .map(ObjectValue.class::cast)
                .orElse(ObjectValue.EMPTY);
    }

    private static ObjectValue lowerCaseKeys(Optional<Node.Mapping> headers) {
        ObjectBuilder builder = new ObjectBuilder();
        headers.map(Node.Mapping::entries)
                .orElse(List.of())
                .forEach(entry ->
                        builder.put(
                                entry.key().toLowerCase(Locale.ROOT),
                                NodeValues.of(entry.value())));
        return builder.build();
    }

    private static AdminAnswer answer(RouteTrial.Result result, Duration time) {
        return AdminAnswer.json(
                200,
                json -> {
                    json.field("success", result.error().isEmpty());
                    raw("result", result.body(), json);
                    json.field("error", result.error().orElse(null))
                            .field("execution_time_ms", time.toMillis())
                            .strings("steps_executed", result.steps())
                            .field("status", result.status())
                            .data("headers", result.headers());
                    raw("error_detail", result.errorDetail(), json);
                });
    }

    private static void raw(String name, Optional<String> text, JsonText json) {
        text.ifPresentOrElse(t -> json.rawField(name, t), () -> json.nullField(name));
    }

    private static AdminAnswer failure(String message) {
        return AdminAnswer.json(
                200,
                json ->
                        json.field("success", false)
                                .nullField("result")
                                .field("error", message)
                                .field("execution_time_ms", 0)
                                .strings("steps_executed", List.of())
                                .nullField("status")
                                .nullField("headers")
                                .nullField("error_detail"));
    }

    private AdminAnswer execute(AdminRequest request) {
        Registered registered = RouteEndpoints.find(registry, request.parameter("id"));
        ServedRoute route =
                registered
                        .version()
                        .flatMap(Registered.Version::route)
                        .orElseThrow(() ->
                                Refusal.of(
                                        ProblemCode.NOT_FOUND,
                                        "Route not found",
                                        "No version of the route registers"));
        if (!route.document().options().enabled()) {
            throw Refusal.of(
                    ProblemCode.ROUTE_DISABLED,
                    "The route `" + route.document().name() + "` is disabled");
        }
        if (route.document().isWebSocket()) {
            throw Refusal.of(ProblemCode.WEBSOCKET_UPGRADE_REQUIRED, NEEDS_WEB_SOCKET);
        }
        trial.execute(request.exchange(), route);
        return AdminAnswer.SENT;
    }
}
