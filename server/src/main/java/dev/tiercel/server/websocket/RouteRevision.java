package dev.tiercel.server.websocket;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.ServedRoute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a WebSocket route, as its connections use it. Immutable.
 *
 * @param rate limit of received messages, null if there is none
 * @param onConnect null if the route has no such hook; likewise the others
 */
record RouteRevision(
        ServedRoute route,
        RouteSocketOptions options,
        RateLimit.@Nullable Messages rate,
        @Nullable LiveUnit onConnect,
        @Nullable LiveUnit onMessage,
        @Nullable LiveUnit onDisconnect) {
    static RouteRevision of(ServedRoute route, ServerConfig.WebSocket server) {
        return new RouteRevision(
                route,
                RouteSocketOptions.of(route, server),
                RouteSocketOptions.rateOf(route).orElse(null),
                unit(route, "on_connect"),
                unit(route, "on_message"),
                unit(route, "on_disconnect"));
    }

    /** Returns the hook for an event, nothing if the route has none. */
    Optional<LiveUnit> hook(HookEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case HookEvent.Connected() -> onConnect;
                    case HookEvent.Message _ -> onMessage;
                    case HookEvent.Disconnected _ -> onDisconnect;
                });
    }

    private static @Nullable LiveUnit unit(ServedRoute route, String hook) {
        for (LiveUnit unit : route.units()) {
            if (unit.name().equals(hook)) {
                return unit;
            }
        }
        return null;
    }
}
