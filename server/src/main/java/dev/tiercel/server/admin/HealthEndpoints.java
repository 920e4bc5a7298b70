package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import java.util.Locale;

/** {@code /health} and {@code /ready} (ADM-34). */
final class HealthEndpoints {
    private final Registry registry;
    private final ServerPhases phases;

    HealthEndpoints(Registry registry, ServerPhases phases) {
        this.registry = registry;
        this.phases = phases;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.GET, "/health", HealthEndpoints::health)
                .on(RouteMethod.GET, "/ready", _ -> ready());
    }

    private static AdminAnswer health(AdminRequest request) {
        boolean isJson =
                request.header("accept")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("application/json");
        return isJson
                ? AdminAnswer.json(200, json -> json.field("status", "ok"))
                : AdminAnswer.text(200, "OK");
    }

    private AdminAnswer ready() {
        return switch (phases.current()) {
            case STARTING -> AdminAnswer.json(503, json -> json.field("status", "starting"));
            case STOPPING -> AdminAnswer.json(503, json -> json.field("status", "stopping"));
            case READY -> {
                Release release = registry.current();
                yield AdminAnswer.json(
                        200,
                        json ->
                                json.field("status", "ready")
                                        .field("release", release.number())
                                        .field(
                                                "routes",
                                                release.documents(DocumentKind.ROUTE).size())
                                        .field(
                                                "quarantined",
                                                release.documents().stream()
                                                        .filter(Registered::isQuarantined)
                                                        .count()));
            }
        };
    }
}
