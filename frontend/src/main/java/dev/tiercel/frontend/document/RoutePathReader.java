package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the path of a route (DOC-13, HTTP-5). */
final class RoutePathReader {
    private static final RoutePath NOWHERE = new RoutePath("/", List.of());
    private static final int LENGTH_MAX = 2048;
    private static final Set<String> SERVER_PATHS =
            Set.of("/health", "/ready", "/healthz", "/readyz", "/metrics");
    private static final String INTERNAL_PREFIX = "_tiercel";
    private static final List<String> API_PREFIX = List.of("api", "v1");
    private static final Set<String> API_RESOURCES =
            Set.of(
                    "dynamic-routes",
                    "global-functions",
                    "extensions",
                    "check",
                    "releases",
                    "engine",
                    "gateway",
                    "openapi.json");

    private final Reading reading;

    RoutePathReader(Reading reading) {
        this.reading = reading;
    }

    /** Returns the path; one that is missing or wrong has no segments. */
    RoutePath read(Optional<Node> field) {
        if (field.isEmpty()) {
            return NOWHERE;
        }
        Node node = field.get();
        if (!(node instanceof Node.Scalar scalar && scalar.value() instanceof String pattern)) {
            reading.reportType("path", "a string", node);
            return NOWHERE;
        }
        Optional<String> problem = problem(pattern);
        if (problem.isPresent()) {
            reading.report(DiagnosticCode.INVALID_PATH, problem.get(), node);
            return NOWHERE;
        }
        return segments(pattern, node);
    }

    private static Optional<String> problem(String pattern) {
        if (!pattern.startsWith("/")) {
            return Optional.of("Route path must start with '/'");
        }
        if (pattern.codePointCount(0, pattern.length()) > LENGTH_MAX) {
            return Optional.of("Route path is longer than " + LENGTH_MAX + " characters");
        }
        if (pattern.contains("?") || pattern.contains("#")) {
            return Optional.of("Route path must not have a query or a fragment");
        }
        return pattern.contains("//")
                ? Optional.of("Route path must not have an empty segment")
                : Optional.empty();
    }

    private RoutePath segments(String pattern, Node node) {
        String[] parts = pattern.substring(1).split("/", -1);
        List<RoutePath.Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            Optional<RoutePath.Segment> segment = segment(parts[i], isLast, node);
            if (segment.isEmpty()) {
                return NOWHERE;
            }
            segments.add(segment.get());
            Optional<String> name = nameOf(segment.get());
            if (name.isPresent() && !names.add(name.get())) {
                report("Path parameter `" + name.get() + "` occurs twice", node);
            }
        }
        var path = new RoutePath(pattern, segments);
        if (isReserved(path)) {
            reading.report(
                    DiagnosticCode.PATH_RESERVED, "`" + pattern + "` belongs to the server", node);
        }
        return path;
    }

    private static Optional<String> nameOf(RoutePath.Segment segment) {
        return switch (segment) {
            case RoutePath.Segment.Literal _ -> Optional.empty();
            case RoutePath.Segment.Parameter(var name) -> Optional.of(name);
            case RoutePath.Segment.Wildcard(var name) -> Optional.of(name);
        };
    }

    private Optional<RoutePath.Segment> segment(String part, boolean isLast, Node node) {
        Optional<String> parameter = parameterName(part);
        if (parameter.isPresent()) {
            return named(parameter.get(), node).map(RoutePath.Segment.Parameter::new);
        }
        if (part.startsWith("*")) {
            if (!isLast) {
                report("Wildcard `" + part + "` must be the last segment", node);
                return Optional.empty();
            }
            return named(part.substring(1), node).map(RoutePath.Segment.Wildcard::new);
        }
        if (part.contains("{") || part.contains("}")) {
            report("A parameter must be a whole segment, unlike in `" + part + "`", node);
            return Optional.empty();
        }
        Optional<String> decoded = decoded(part);
        if (decoded.isEmpty()) {
            report("`" + part + "` has an invalid percent escape", node);
        }
        return decoded.map(RoutePath.Segment.Literal::new);
    }

    private static Optional<String> parameterName(String part) {
        if (part.startsWith(":")) {
            return Optional.of(part.substring(1));
        }
        if (part.startsWith("{{") && part.endsWith("}}") && part.length() >= 4) {
            return Optional.of(part.substring(2, part.length() - 2).strip());
        }
        return part.startsWith("{") && part.endsWith("}")
                ? Optional.of(part.substring(1, part.length() - 1))
                : Optional.empty();
    }

    private Optional<String> named(String name, Node node) {
        if (Identifier.isIdentifier(name) && !Identifier.isReserved(name)) {
            return Optional.of(name);
        }
        report("`" + name + "` is no name of a path parameter", node);
        return Optional.empty();
    }

    private void report(String message, Node node) {
        reading.report(DiagnosticCode.INVALID_PATH, message, node);
    }

    private static Optional<String> decoded(String part) {
        if (part.indexOf('%') < 0) {
            return Optional.of(part);
        }
        byte[] written = part.getBytes(StandardCharsets.UTF_8);
        ByteBuffer octets = ByteBuffer.allocate(written.length);
        for (int i = 0; i < written.length; i++) {
            if (written[i] != '%') {
                octets.put(written[i]);
            } else if (i + 2 < written.length
                    && HexFormat.isHexDigit(written[i + 1])
                    && HexFormat.isHexDigit(written[i + 2])) {
                int high = HexFormat.fromHexDigit(written[i + 1]);
                octets.put((byte) (high * 16 + HexFormat.fromHexDigit(written[i + 2])));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private boolean isReserved(RoutePath path) {
        List<String> literals = leadingLiterals(path);
        boolean isLiteral = literals.size() == path.segments().size();
        String text = "/" + String.join("/", literals);
        if (isLiteral
                && (SERVER_PATHS.contains(text)
                        || reading.settings().gatewayPath().filter(text::equals).isPresent())) {
            return true;
        }
        boolean isInternal =
                path.segments().size() > 1
                        && !literals.isEmpty()
                        && literals.getFirst().equals(INTERNAL_PREFIX);
        boolean isApi =
                literals.size() > 2
                        && literals.subList(0, 2).equals(API_PREFIX)
                        && API_RESOURCES.contains(literals.get(2));
        return isInternal || isApi;
    }

    private static List<String> leadingLiterals(RoutePath path) {
        return path.segments().stream()
                .takeWhile(RoutePath.Segment.Literal.class::isInstance)
                .map(RoutePath.Segment.Literal.class::cast)
                .map(RoutePath.Segment.Literal::text)
                .toList();
    }
}
