package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of some HTTP routes flags mean.
 *
 * @param path as written in the document, or as a request has it
 */
record RouteChoice(List<RouteDocument> routes, Optional<String> method, Optional<String> path) {
    RouteChoice {
        routes = List.copyOf(routes);
    }

    /**
     * Where a request goes.
     *
     * @param path escaped
     */
    record Target(RouteDocument route, String method, String path) {}

    /**
     * Returns the target of the request.
     *
     * @param params values of path parameters by name
     * @throws IllegalArgumentException if the flags mean no route, or several, or a value is
     *     missing
     */
    Target target(Map<String, String> params) {
        if (path.isEmpty() && routes.size() != 1) {
            throw new IllegalArgumentException(
                    routes.isEmpty()
                            ? "The file has no HTTP route"
                            : "The file has " + routes.size() + " HTTP routes; --path chooses one");
        }
        RouteDocument route =
                routes.stream()
                        .filter(r -> path.isEmpty() || matches(r.path(), path.get()))
                        .filter(r -> method.isEmpty() || method.get().equalsIgnoreCase(r.method()))
                        .findFirst()
                        .or(() -> routes.stream().filter(this::hasPath).findFirst())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "No route of the file has the path " + path.orElse("")));
        boolean isPattern = path.isEmpty() || path.get().equals(route.path().pattern());
        return new Target(
                route,
                method.orElse(route.method()),
                isPattern ? filled(route.path(), params) : path.orElseThrow());
    }

    private boolean hasPath(RouteDocument route) {
        return path.isEmpty() || matches(route.path(), path.get());
    }

    private static boolean matches(RoutePath pattern, String path) {
        if (path.equals(pattern.pattern())) {
            return true;
        }
        String[] parts = path.replaceFirst("[?#].*", "").replaceFirst("^/", "").split("/", -1);
        List<Segment> segments = pattern.segments();
        for (int i = 0; i < segments.size(); i++) {
            if (i >= parts.length) {
                return false;
            }
            switch (segments.get(i)) {
                case Segment.Literal(var text) -> {
                    if (!text.equals(parts[i])) {
                        return false;
                    }
                }
                case Segment.Parameter _ -> {}
                case Segment.Wildcard _ -> {
                    return true;
                }
            }
        }
        return segments.size() == parts.length || (segments.isEmpty() && path.equals("/"));
    }

    private static String filled(RoutePath pattern, Map<String, String> params) {
        StringBuilder target = new StringBuilder();
        for (Segment segment : pattern.segments()) {
            target.append('/')
                    .append(
                            switch (segment) {
                                case Segment.Literal(var text) -> encoded(text);
                                case Segment.Parameter(var name) -> encoded(value(params, name));
                                case Segment.Wildcard(var name) -> value(params, name);
                            });
        }
        return target.isEmpty() ? "/" : target.toString();
    }

    private static String value(Map<String, String> params, String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path needs --param " + name + "=…");
        }
        return value;
    }

    /** Returns a text as a part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
