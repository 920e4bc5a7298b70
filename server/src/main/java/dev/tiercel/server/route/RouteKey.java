package dev.tiercel.server.route;

import dev.tiercel.frontend.document.RouteDocument;

/**
 * What no two routes share (HTTP-4).
 *
 * @param path normalised, without the names of parameters
 */
public record RouteKey(RouteMethod method, String path) {
    static RouteKey of(RouteDocument route) {
        return new RouteKey(methodOf(route), route.path().normalized());
    }

    static RouteMethod methodOf(RouteDocument route) {
        return route.isWebSocket()
                ? RouteMethod.WS
                : RouteMethod.ofDeclared(route.method()).orElseThrow();
    }
}
