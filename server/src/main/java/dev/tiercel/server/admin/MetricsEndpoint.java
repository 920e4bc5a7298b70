package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.metrics.ServerMetrics;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /metrics}: what the server counts, and the state of its documents and tiers. */
final class MetricsEndpoint {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Registry registry;
    private final ServerMetrics metrics;

    MetricsEndpoint(Registry registry, TierController tiers, ServerMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
        for (String state : List.of("active", "disabled", "quarantined")) {
            metrics.gauge("tiercel_routes", Map.of("state", state), () -> count(state));
        }
        metrics.gauge("tiercel_release", Map.of(), () -> registry.current().number());
        metrics.gauge("tiercel_code_bytes", Map.of(), () -> tiers.statistics().codeBytes());
        metrics.gauge("tiercel_live_classes", Map.of(), () -> tiers.statistics().liveClasses());
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.GET, "/metrics", _ -> scrape());
    }

    private AdminAnswer scrape() {
        StringBuilder text = new StringBuilder(metrics.scrape());
        writeUnits(text);
        return AdminAnswer.bytes(TYPE, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private long count(String state) {
        return registry.current().documents(DocumentKind.ROUTE).stream()
                .filter(route -> RouteResource.state(route).equals(state))
                .count();
    }

    private void writeUnits(StringBuilder text) {
        StringBuilder exits = new StringBuilder();
        StringBuilder recompiles = new StringBuilder();
        head("tiercel_unit_tier", "gauge", text);
        for (Registered registered : registry.current().documents(DocumentKind.ROUTE)) {
            Optional<ServedRoute> route = registered.version().flatMap(Registered.Version::route);
            for (LiveUnit unit : route.map(ServedRoute::units).orElse(List.of())) {
                String place = "route=\"" + escaped(route.orElseThrow().pattern()) + "\"";
                String name = ",unit=\"" + unit.name() + "\"";
                String method = ",method=\"" + route.orElseThrow().method() + "\"";
                line(
                        "tiercel_unit_tier",
                        place + method + name,
                        unit.entry().tier().number(),
                        text);
                line("tiercel_exits_total", place + name, 0, exits);
                line(
                        "tiercel_recompiles_total",
                        place + name,
                        unit.entry().statistics().recompiles(),
                        recompiles);
            }
        }
        head("tiercel_exits_total", "counter", text);
        text.append(exits);
        head("tiercel_recompiles_total", "counter", text);
        text.append(recompiles);
    }

    private static void head(String name, String type, StringBuilder text) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(String name, String labels, long value, StringBuilder text) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
