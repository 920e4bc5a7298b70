package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.jit.tier.CompilerStatistics;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.text.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /api/v1/engine/tiering} and the tiering of single routes (ADM-30 to ADM-32). */
final class TieringEndpoints {
    private static final String SPEC_VERSION = "1.0-draft";
    private static final int RECOMPILES_MAX = 3;
    private static final int EXIT_RATE_PERCENT = 1;
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final ServerConfig.Tiering settings;
    private final Registry registry;
    private final TierController tiers;
    private final String version;
    private final long startNanos = System.nanoTime();

    TieringEndpoints(
            ServerConfig.Tiering settings,
            Registry registry,
            TierController tiers,
            String version) {
        this.settings = settings;
        this.registry = registry;
        this.tiers = tiers;
        this.version = version;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.GET, "/api/v1/engine/tiering", _ -> all())
                .on(RouteMethod.GET, RouteEndpoints.BASE + "/:id/tiering", this::one)
                .on(RouteMethod.POST, RouteEndpoints.BASE + "/:id/tiering", this::act);
    }

    private AdminAnswer all() {
        Release release = registry.current();
        Duration uptime = Duration.ofNanos(System.nanoTime() - startNanos);
        return AdminAnswer.json(
                200,
                json ->
                        json.field("spec_version", SPEC_VERSION)
                                .field("version", version)
                                .field("release", release.number())
                                .field("uptime_seconds", uptime.toSeconds())
                                .field("mode", settings.mode().name().toLowerCase(Locale.ROOT))
                                .object("thresholds", this::writeThresholds)
                                .object("compiler", o -> writeCompiler(tiers.statistics(), o))
                                .array("units", list -> writeUnits(release, list)));
    }

    private void writeThresholds(JsonText json) {
        json.field("specialize_calls", settings.specializeCalls())
                .field("max_recompiles", RECOMPILES_MAX)
                .field("exit_rate_percent", EXIT_RATE_PERCENT);
    }

    private static void writeCompiler(CompilerStatistics compiler, JsonText json) {
        json.field("threads", compiler.threads())
                .field("queued", compiler.queued())
                .field("active", compiler.active())
                .field("compiled", compiler.compiled())
                .field("failed", compiler.failed())
                .field("discarded", compiler.discarded())
                .field("total_compile_ms", compiler.totalNanos() / NANOS_PER_MILLISECOND)
                .field("live_classes", compiler.liveClasses())
                .field("code_bytes", compiler.codeBytes());
    }

    private static void writeUnits(Release release, JsonText list) {
        release.documents(DocumentKind.ROUTE).forEach(route -> UnitResource.writeAll(route, list));
    }

    private AdminAnswer one(AdminRequest request) {
        return answer(RouteEndpoints.find(registry, request.parameter("id")));
    }

    private static AdminAnswer answer(Registered route) {
        return AdminAnswer.json(
                200,
                json ->
                        json.field("route_id", route.stored().id())
                                .array("units", list -> UnitResource.writeAll(route, list)));
    }

    private AdminAnswer act(AdminRequest request) {
        Registered route = RouteEndpoints.find(registry, request.parameter("id"));
        Node.Mapping body = JsonBody.read(request);
        String action = JsonBody.text(body, "action").orElse("");
        List<RouteEntry> entries = entries(route, JsonBody.text(body, "unit"));
        switch (action) {
            case "reset" -> entries.forEach(RouteEntry::reset);
            case "interpret" -> entries.forEach(RouteEntry::interpret);
            case "compile" -> entries.forEach(RouteEntry::compile);
            default ->
                    throw Refusal.of(
                            ProblemCode.INVALID_REQUEST,
                            "`action` is reset, interpret or compile, not `" + action + "`");
        }
        return answer(route);
    }

    private static List<RouteEntry> entries(Registered route, Optional<String> unit) {
        List<RouteEntry> entries =
                route
                        .version()
                        .flatMap(Registered.Version::route)
                        .map(ServedRoute::units)
                        .orElse(List.of())
                        .stream()
                        .filter(u -> unit.isEmpty() || unit.get().equals(u.name()))
                        .map(LiveUnit::entry)
                        .toList();
        if (entries.isEmpty() && unit.isPresent()) {
            throw Refusal.of(
                    ProblemCode.INVALID_REQUEST, "The route has no unit `" + unit.get() + "`");
        }
        return entries;
    }
}
