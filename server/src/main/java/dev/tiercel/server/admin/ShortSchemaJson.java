package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemas of request bodies as JSON Schema, also those in short form (DOC-29). */
final class ShortSchemaJson {
    private static final Set<String> SAME_KEYS =
            Set.of("format", "pattern", "enum", "minimum", "maximum", "description", "default");

    private ShortSchemaJson() {}

    /** Returns the schema of a route's body. */
    static Optional<Object> requestSchema(RouteDocument route) {
        RouteDocument.RouteOptions options = route.options();
        return options.requestSchema()
                .<Object>map(CanonicalJson::plain)
                .or(() -> options.shortSchema().map(ShortSchemaJson::object));
    }

    private static Map<String, @Nullable Object> object(Node.Mapping fields) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Node.Entry entry : fields.entries()) {
            properties.put(entry.key(), field(entry.value()));
            if (entry.value() instanceof Node.Mapping mapping && isTrue(mapping, "required")) {
                required.add(entry.key());
            }
        }
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static @Nullable Object field(Node node) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        if (node instanceof Node.Scalar scalar) {
            putType(String.valueOf(scalar.value()), false, schema);
            return schema;
        }
        if (!(node instanceof Node.Mapping mapping)) {
            return true;
        }
        String type =
                text(mapping, "type")
                        .orElse(mapping.find("properties").isPresent() ? "object" : "any");
        putType(type, isTrue(mapping, "nullable"), schema);
        for (Node.Entry entry : mapping.entries()) {
            put(entry, type, schema);
        }
        exclusive(mapping, "minimum", "exclusiveMinimum", schema);
        exclusive(mapping, "maximum", "exclusiveMaximum", schema);
        return schema;
    }

    private static void put(Node.Entry entry, String type, Map<String, @Nullable Object> schema) {
        Object value = CanonicalJson.plain(entry.value());
        String items = type.equals("array") ? "Items" : "Length";
        switch (entry.key()) {
            case "min" -> schema.put(isSized(type) ? "min" + items : "minimum", value);
            case "max" -> schema.put(isSized(type) ? "max" + items : "maximum", value);
            case "min_length" -> schema.put("min" + items, value);
            case "max_length" -> schema.put("max" + items, value);
            case "min_items" -> schema.put("minItems", value);
            case "max_items" -> schema.put("maxItems", value);
            case "items" -> schema.put("items", field(entry.value()));
            case "properties" -> {
                if (entry.value() instanceof Node.Mapping members) {
                    schema.putAll(object(members));
                }
            }
            default -> {
                if (SAME_KEYS.contains(entry.key())) {
                    schema.put(entry.key(), value);
                }
            }
        }
    }

    private static boolean isSized(String type) {
        return type.equals("string") || type.equals("array");
    }

    private static void exclusive(
            Node.Mapping mapping,
            String name,
            String exclusiveName,
            Map<String, @Nullable Object> schema) {
        if (isTrue(mapping, "exclusive_" + name) && schema.containsKey(name)) {
            schema.put(exclusiveName, schema.remove(name));
        }
    }

    private static void putType(
            String type, boolean isNullable, Map<String, @Nullable Object> schema) {
        if (!type.equals("any")) {
            schema.put("type", isNullable ? List.of(type, "null") : type);
        }
    }

    private static Optional<String> text(Node.Mapping mapping, String name) {
        return JsonBody.text(mapping, name);
    }

    private static boolean isTrue(Node.Mapping mapping, String name) {
        return mapping.find(name).map(Node.Entry::value).orElse(null) instanceof Node.Scalar scalar
                && Boolean.TRUE.equals(scalar.value());
    }
}
