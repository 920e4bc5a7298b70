package dev.tiercel.server.input;

import dev.tiercel.frontend.syntax.Node;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What references of a JSON Schema can name: the schema itself, the schemas in it that have an
 * {@code $id}, and their anchors (JSON Schema 2020-12, section 8.2). Immutable.
 */
final class SchemaResources {
    /** The base of a schema that names none. */
    static final String DEFAULT_BASE = "schema:/";

    /** Keywords whose members are schemas by name. */
    static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Keywords that hold values, which are no schemas. */
    static final Set<String> VALUES = Set.of("const", "enum", "default", "example", "examples");

    private static final Set<String> ANCHORS = Set.of("$anchor", "$dynamicAnchor");

    private final Map<String, Node> schemaByBase = new HashMap<>();
    private final Set<String> anchors = new HashSet<>();

    private SchemaResources() {}

    static SchemaResources of(Node root) {
        SchemaResources resources = new SchemaResources();
        resources.schemaByBase.put(DEFAULT_BASE, root);
        resources.collect(root, DEFAULT_BASE);
        return resources;
    }

    /** Returns the base of the references in a schema that stands in one with another base. */
    static String base(Node.Mapping schema, String outer) {
        return schema.find("$id")
                .map(Node.Entry::value)
                .filter(id -> id instanceof Node.Scalar)
                .map(id -> withoutFragment(resolved(((Node.Scalar) id).text(), outer)))
                .orElse(outer);
    }

    /** Returns why a reference names nothing. */
    Optional<String> fault(String reference, String base) {
        String target = resolved(reference, base);
        String resource = withoutFragment(target);
        if (!schemaByBase.containsKey(resource)) {
            return Optional.of(
                    "`" + reference + "` is outside of the document, and is not fetched");
        }
        String fragment =
                target.length() > resource.length() ? target.substring(resource.length() + 1) : "";
        return isKnown(resource, fragment)
                ? Optional.empty()
                : Optional.of("`" + reference + "` is nothing that the schema has");
    }

    private boolean isKnown(String resource, String fragment) {
        Node schema = schemaByBase.get(resource);
        if (schema == null || fragment.isEmpty() || anchors.contains(resource + "#" + fragment)) {
            return schema != null;
        }
        return fragment.startsWith("/")
                && NodePath.find(schema, NodePath.parts(decoded(fragment))).isPresent();
    }

    private void collect(Node node, String outer) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, outer));
        } else if (node instanceof Node.Mapping schema) {
            String base = base(schema, outer);
            schemaByBase.putIfAbsent(base, schema);
            for (Node.Entry entry : schema.entries()) {
                if (ANCHORS.contains(entry.key()) && entry.value() instanceof Node.Scalar name) {
                    anchors.add(base + "#" + name.text());
                }
                collectKeyword(entry, base);
            }
        }
    }

    private void collectKeyword(Node.Entry entry, String base) {
        if (SCHEMAS_BY_NAME.contains(entry.key()) && entry.value() instanceof Node.Mapping named) {
            named.entries().forEach(member -> collect(member.value(), base));
        } else if (!VALUES.contains(entry.key())) {
            collect(entry.value(), base);
        }
    }

    private static String resolved(String reference, String base) {
        int hash = reference.indexOf('#');
        String fragment = hash < 0 ? "" : reference.substring(hash);
        String address = hash < 0 ? reference : reference.substring(0, hash);
        if (address.isEmpty()) {
            return base + fragment;
        }
        try {
            return URI.create(base).resolve(address).normalize() + fragment;
        } catch (IllegalArgumentException _) {
            return address + fragment;
        }
    }

    private static String withoutFragment(String reference) {
        int hash = reference.indexOf('#');
        return hash < 0 ? reference : reference.substring(0, hash);
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return fragment;
        }
    }
}
