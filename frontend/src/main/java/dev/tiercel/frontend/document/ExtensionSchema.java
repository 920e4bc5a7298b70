package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.SchemaObject.anyOf;
import static dev.tiercel.frontend.document.SchemaObject.hasKey;
import static dev.tiercel.frontend.document.SchemaObject.reference;
import static dev.tiercel.frontend.document.SchemaObject.schema;
import static dev.tiercel.frontend.document.SchemaObject.valueAt;

import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schema of a step of an extension, as far as templates let it be known. */
final class ExtensionSchema {
    private final ExtensionDocument extension;
    private final Optional<Node.Mapping> schema;

    ExtensionSchema(ExtensionDocument extension) {
        this.extension = extension;
        this.schema =
                extension
                        .schema()
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast);
    }

    /** Returns the schema of a step. */
    Map<String, Object> operation() {
        String key = SpelledName.pattern(List.of(extension.operation()));
        Map<String, Object> fields = fields();
        Map<String, Object> properties = new LinkedHashMap<>(fields);
        properties.put(extension.operation(), schema("description", extension.description()));
        Map<String, Object> step = schema("type", "object", "properties", properties);
        Map<String, Object> argument =
                schema("type", List.of("object", "null"), "properties", fields);
        if (isClosed()) {
            argument.put("additionalProperties", false);
            step.put("additionalProperties", false);
        }
        step.put("patternProperties", schema(key, argument));
        List<Object> requirements = new ArrayList<>();
        for (String field : required()) {
            Map<String, Object> isThere = schema("required", List.of(field));
            isThere.put("type", "object");
            requirements.add(anyOf(List.of(isThere, valueAt(key, isThere))));
        }
        requirements.add(hasKey(key));
        step.put("allOf", requirements);
        return step;
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Node.Entry property : properties()) {
            fields.put(property.key(), field(property.value()));
        }
        OperationKind.EXTENSION.fields().names().forEach(n -> fields.put(n, reference("name")));
        return fields;
    }

    /** Returns the schema of a field, whose value may be computed by templates. */
    private static Object field(Node schema) {
        Object plain = plain(schema);
        return plain == null || contains(schema, "$ref")
                ? true
                : anyOf(
                        List.of(
                                plain,
                                schema("type", "string", "pattern", "\\{\\{"),
                                schema("type", List.of("object", "array"))));
    }

    private List<Node.Entry> properties() {
        return schema.flatMap(s -> s.find("properties"))
                .map(Node.Entry::value)
                .filter(Node.Mapping.class::isInstance)
                .map(node -> ((Node.Mapping) node).entries())
                .orElse(List.of());
    }

    private List<String> required() {
        List<String> names = new ArrayList<>();
        if (schema.flatMap(s -> s.find("required")).map(Node.Entry::value).orElse(null)
                instanceof Node.Sequence list) {
            for (Node item : list.items()) {
                if (item instanceof Node.Scalar scalar) {
                    names.add(scalar.text());
                }
            }
        }
        return names;
    }

    private boolean isClosed() {
        boolean hasPatterns = schema.flatMap(s -> s.find("patternProperties")).isPresent();
        return !hasPatterns
                && schema.flatMap(s -> s.find("additionalProperties"))
                                .map(Node.Entry::value)
                                .orElse(null)
                        instanceof Node.Scalar scalar
                && Boolean.FALSE.equals(scalar.value());
    }

    private static boolean contains(Node node, String key) {
        return switch (node) {
            case Node.Scalar _ -> false;
            case Node.Sequence list -> list.items().stream().anyMatch(n -> contains(n, key));
            case Node.Mapping mapping ->
                    mapping.entries().stream()
                            .anyMatch(e -> e.key().equals(key) || contains(e.value(), key));
        };
    }

    private static @Nullable Object plain(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.value();
            case Node.Sequence sequence -> {
                List<@Nullable Object> elements = new ArrayList<>();
                sequence.items().forEach(item -> elements.add(plain(item)));
                yield elements;
            }
            case Node.Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                mapping.entries().forEach(e -> members.put(e.key(), plain(e.value())));
                yield members;
            }
        };
    }
}
