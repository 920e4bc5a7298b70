package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.text.JsonText;
import java.time.Duration;
import java.util.Locale;

/** {@code /api/v1/engine/tiering} and the tiering of single routes (ADM-30, ADM-31). */
final class TieringEndpoints {
    private static final String SPEC_VERSION = "1.0-draft";

    private final ServerConfig.Tiering settings;
    private final Registry registry;
    private final String version;
    private final long startNanos = System.nanoTime();

    TieringEndpoints(ServerConfig config, Registry registry, String version) {
        this.settings = config.engine().tiering();
        this.registry = registry;
        this.version = version;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.GET, "/api/v1/engine/tiering", _ -> all())
                .on(RouteMethod.GET, RouteEndpoints.BASE + "/:id/tiering", this::one);
    }

    private AdminAnswer all() {
        Release release = registry.current();
        return AdminAnswer.json(
                200,
                json ->
                        json.field("spec_version", SPEC_VERSION)
                                .field("version", version)
                                .field("release", release.number())
                                .field(
                                        "uptime_seconds",
                                        Duration.ofNanos(System.nanoTime() - startNanos)
                                                .toSeconds())
                                .field("mode", settings.mode().name().toLowerCase(Locale.ROOT))
                                .array(
                                        "units",
                                        list ->
                                                release.documents(DocumentKind.ROUTE)
                                                        .forEach(r -> writeUnits(r, list))));
    }

    private AdminAnswer one(AdminRequest request) {
        Registered route = RouteEndpoints.find(registry, request.parameter("id"));
        return AdminAnswer.json(
                200,
                json ->
                        json.field("route_id", route.stored().id())
                                .array("units", list -> writeUnits(route, list)));
    }

    private static void writeUnits(Registered route, JsonText list) {
        route.version()
                .flatMap(Registered.Version::route)
                .ifPresent(served ->
                        served.units()
                                .forEach(unit ->
                                        list.elementObject(o ->
                                                write(
                                                        route, served,
                                                        unit, o))));
    }

    private static void write(Registered route, ServedRoute served, LiveUnit unit, JsonText json) {
        json.field("route_id", served.id())
                .field("name", served.document().name())
                .field("method", served.method().name())
                .field("path", served.pattern())
                .field("unit", unit.name())
                .field("revision", route.stored().revision());
    }
}
