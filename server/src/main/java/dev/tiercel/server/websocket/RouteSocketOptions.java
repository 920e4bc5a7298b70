package dev.tiercel.server.websocket;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.ServedRoute;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a WebSocket route: its own, or those of the server (WS-31).
 *
 * @param connectionsMax greatest number of connections of the route
 */
record RouteSocketOptions(SessionLimits session, int connectionsMax) {
    static RouteSocketOptions of(ServedRoute route, ServerConfig.WebSocket server) {
        Optional<Node.Mapping> own = route.document().options().webSocketOptions();
        boolean closesWhenFull =
                find(own, "queue_policy")
                        .map(policy -> policy.equals("close"))
                        .orElse(server.queuePolicy() == ServerConfig.QueuePolicy.CLOSE);
        return new RouteSocketOptions(
                new SessionLimits(
                        (int) integer(own, "max_message_bytes", server.messageBytesMax()),
                        (int) integer(own, "queue_messages", server.queueMessages()),
                        integer(own, "queue_bytes", server.queueBytes()),
                        closesWhenFull,
                        millis(own, "write_timeout_ms", server.writeTimeout()),
                        millis(own, "ping_interval_ms", server.pingInterval()),
                        millis(own, "idle_timeout_ms", server.idleTimeout())),
                (int) integer(own, "max_connections", server.connectionsPerRouteMax()));
    }

    /** Returns the limit of received messages of a route, nothing if it has none. */
    static Optional<RateLimit.Messages> rateOf(ServedRoute route) {
        return route.document().options().rateLimit().orElse(null)
                        instanceof RateLimit.Messages rate
                ? Optional.of(rate)
                : Optional.empty();
    }

    private static long integer(Optional<Node.Mapping> own, String name, long otherwise) {
        return find(own, name).orElse(null) instanceof Long number
                ? Math.min(number, Integer.MAX_VALUE)
                : otherwise;
    }

    private static Duration millis(Optional<Node.Mapping> own, String name, Duration otherwise) {
        return Duration.ofMillis(integer(own, name, otherwise.toMillis()));
    }

    private static Optional<Object> find(Optional<Node.Mapping> own, String name) {
        return own.flatMap(options -> options.find(name))
                .map(Node.Entry::value)
                .flatMap(node ->
                        node instanceof Node.Scalar scalar
                                ? Optional.ofNullable(scalar.value())
                                : Optional.empty());
    }
}
