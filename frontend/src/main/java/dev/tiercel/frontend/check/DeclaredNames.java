package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RouteParameter;
import dev.tiercel.frontend.syntax.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The names that a route declares and so may read from the request (LANG-10). */
final class DeclaredNames {
    private DeclaredNames() {}

    static Set<String> of(RouteDocument route) {
        Set<String> names = new HashSet<>(route.path().parameterNames());
        route.parameters().stream().map(RouteParameter::name).forEach(names::add);
        route.options().shortSchema().ifPresent(schema -> names.addAll(ofShortForm(schema)));
        route.options().requestSchema().ifPresent(schema -> names.addAll(properties(schema)));
        return names;
    }

    /** Returns the fields of a schema that may as well be a JSON Schema (DOC-29). */
    private static Set<String> ofShortForm(Node.Mapping schema) {
        boolean isObject =
                schema.find("type")
                        .filter(entry ->
                                entry.value() instanceof Node.Scalar scalar
                                        && "object".equals(scalar.value()))
                        .isPresent();
        boolean hasProperties =
                schema.find("properties")
                        .filter(entry -> entry.value() instanceof Node.Mapping)
                        .isPresent();
        return (isObject && hasProperties) || schema.find("$schema").isPresent()
                ? properties(schema)
                : keys(schema);
    }

    private static Set<String> properties(Node schema) {
        Optional<Node.Mapping> properties =
                schema instanceof Node.Mapping mapping
                        ? mapping.find("properties")
                                .map(Node.Entry::value)
                                .filter(Node.Mapping.class::isInstance)
                                .map(Node.Mapping.class::cast)
                        : Optional.empty();
        return properties.map(DeclaredNames::keys).orElse(Set.of());
    }

    private static Set<String> keys(Node.Mapping mapping) {
        Set<String> keys = new HashSet<>();
        mapping.entries().forEach(entry -> keys.add(entry.key()));
        return keys;
    }
}
