package dev.tiercel.server.route;

import java.util.Locale;
import java.util.Optional;

/**
 * What a route answers on its path: one of the methods that can be declared, or WebSocket upgrades.
 */
public enum RouteMethod {
    GET,
    POST,
    PUT,
    DELETE,
    PATCH,
    /** A WebSocket route; it shares its path with a GET route if there is one (HTTP-4). */
    WS;

    /** Returns the method of a document, which is written in any case. */
    public static Optional<RouteMethod> ofDeclared(String name) {
        return ofReceived(name.toUpperCase(Locale.ROOT));
    }

    /** Returns the method of a request; nothing for one that cannot be declared. */
    public static Optional<RouteMethod> ofReceived(String name) {
        return switch (name) {
            case "GET" -> Optional.of(GET);
            case "POST" -> Optional.of(POST);
            case "PUT" -> Optional.of(PUT);
            case "DELETE" -> Optional.of(DELETE);
            case "PATCH" -> Optional.of(PATCH);
            default -> Optional.empty();
        };
    }
}
