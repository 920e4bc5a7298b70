package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP or WebSocket route (DOC-12). The operation appended for {@code response} is already in
 * {@code logic}.
 */
public record RouteDocument(
        Optional<String> id,
        String name,
        String description,
        RoutePath path,
        String method,
        boolean isWebSocket,
        List<Operation> logic,
        Hooks hooks,
        List<RouteParameter> parameters,
        RouteOptions options,
        Node.Mapping syntax)
        implements Document {
    /** The blocks of a WebSocket route; empty lists for an HTTP route. */
    public record Hooks(
            List<Operation> onConnect, List<Operation> onMessage, List<Operation> onDisconnect) {}

    /**
     * Settings that do not change what the logic does. Schemas are kept as syntax: the server
     * validates with them.
     */
    public record RouteOptions(
            boolean authRequired,
            Optional<Node.Mapping> shortSchema,
            Optional<Node> requestSchema,
            Optional<Node> responseSchema,
            Optional<RateLimit> rateLimit,
            Optional<Limits> limits,
            Optional<Node.Mapping> webSocketOptions,
            boolean enabled,
            String version,
            List<RouteTest> tests) {}

    /** Own budgets of the route (DOC-15); absent fields are the server's. */
    public record Limits(
            Optional<Long> fuel,
            Optional<Long> deadlineMillis,
            Optional<Long> memoryBytes,
            Optional<Long> bodyBytes) {}
}
