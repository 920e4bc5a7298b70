package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The path templates of one description. OpenAPI knows one path item per hierarchy, so routes that
 * match the same paths share a template, with the parameter names of the first of them.
 */
final class OpenApiPaths {
    private final Map<String, List<String>> namesByPath = new HashMap<>();

    /**
     * A path with its parameters in braces.
     *
     * @param nameByOwn names in the template by those in the route
     */
    record Template(String text, Map<String, String> nameByOwn) {}

    Template of(RoutePath path) {
        List<String> own = path.parameterNames();
        List<String> names = namesByPath.computeIfAbsent(path.normalized(), _ -> own);
        Map<String, String> nameByOwn = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            nameByOwn.put(own.get(i), names.get(i));
        }
        String text =
                path.segments().stream()
                        .map(segment -> text(segment, nameByOwn))
                        .collect(Collectors.joining("/", "/", ""));
        return new Template(text, nameByOwn);
    }

    private static String text(Segment segment, Map<String, String> nameByOwn) {
        return switch (segment) {
            case Segment.Literal(var text) -> escaped(text);
            case Segment.Parameter(var name) -> "{" + nameByOwn.get(name) + "}";
            case Segment.Wildcard(var name) -> "{" + nameByOwn.get(name) + "}";
        };
    }

    private static String escaped(String literal) {
        return URLEncoder.encode(literal, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
