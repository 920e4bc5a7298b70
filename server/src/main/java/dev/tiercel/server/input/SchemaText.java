package dev.tiercel.server.input;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schemas of documents as JSON Schema (DOC-28, DOC-29). */
public final class SchemaText {
    /** Keys whose values are those of JSON Schema; the default is only a remark there. */
    private static final List<String> SAME =
            List.of("description", "format", "pattern", "enum", "default");

    private SchemaText() {}

    /** Returns the schema of the body; nothing if the route declares none. */
    public static Optional<Object> ofBody(RouteDocument.RouteOptions options) {
        return options.requestSchema()
                .map(SchemaText::ofJsonSchema)
                .or(() -> options.shortSchema().map(SchemaText::object));
    }

    /** Returns the value of a schema that is JSON Schema already. */
    static Object ofJsonSchema(Node schema) {
        Object value = NodeValues.of(schema);
        return value == null ? true : value;
    }

    /** Returns the members that are filled in where they are missing. */
    static ObjectValue defaults(RouteDocument.RouteOptions options) {
        ObjectBuilder defaults = new ObjectBuilder();
        options.shortSchema()
                .ifPresent(fields -> {
                    for (Node.Entry field : fields.entries()) {
                        if (field.value() instanceof Node.Mapping keys) {
                            keys.find("default")
                                    .ifPresent(d ->
                                            defaults.put(field.key(), NodeValues.of(d.value())));
                        }
                    }
                });
        return defaults.build();
    }

    private static ObjectValue object(Node.Mapping fields) {
        ObjectBuilder properties = new ObjectBuilder();
        List<@Nullable Object> required = new ArrayList<>();
        for (Node.Entry field : fields.entries()) {
            properties.put(field.key(), field(field.value()));
            if (field.value() instanceof Node.Mapping keys
                    && Boolean.TRUE.equals(scalar(keys, "required"))) {
                required.add(field.key());
            }
        }
        ObjectBuilder schema = new ObjectBuilder();
        schema.put("type", "object").put("properties", properties.build());
        if (!required.isEmpty()) {
            schema.put("required", ArrayValue.copyOf(required));
        }
        return schema.build();
    }

    private static ObjectValue field(Node node) {
        ObjectBuilder schema = new ObjectBuilder();
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof String type) {
            putType(schema, type, false);
        } else if (node instanceof Node.Mapping keys) {
            putKeys(schema, keys);
        }
        return schema.build();
    }

    private static void putKeys(ObjectBuilder schema, Node.Mapping keys) {
        String type = scalar(keys, "type") instanceof String text ? text : "any";
        putType(schema, type, Boolean.TRUE.equals(scalar(keys, "nullable")));
        SAME.forEach(key -> putValue(schema, keys, key, key));
        putValue(schema, keys, "min_items", "minItems");
        putValue(schema, keys, "max_items", "maxItems");
        boolean isText = type.equals("string");
        boolean isArray = type.equals("array");
        String least = isText ? "minLength" : isArray ? "minItems" : "minimum";
        String most = isText ? "maxLength" : isArray ? "maxItems" : "maximum";
        boolean excludesLeast = Boolean.TRUE.equals(scalar(keys, "exclusive_minimum"));
        boolean excludesMost = Boolean.TRUE.equals(scalar(keys, "exclusive_maximum"));
        putValue(schema, keys, "min", excludesLeast ? "exclusiveMinimum" : least);
        putValue(schema, keys, "max", excludesMost ? "exclusiveMaximum" : most);
        putValue(schema, keys, "minimum", excludesLeast ? "exclusiveMinimum" : "minimum");
        putValue(schema, keys, "maximum", excludesMost ? "exclusiveMaximum" : "maximum");
        putValue(schema, keys, "min_length", isArray ? "minItems" : "minLength");
        putValue(schema, keys, "max_length", isArray ? "maxItems" : "maxLength");
        keys.find("items").ifPresent(items -> schema.put("items", field(items.value())));
        if (keys.find("properties").map(Node.Entry::value).orElse(null)
                instanceof Node.Mapping fields) {
            schema.putAll(withoutType(object(fields)));
        }
    }

    private static ObjectValue withoutType(ObjectValue object) {
        ObjectBuilder rest = new ObjectBuilder();
        for (int i = 0; i < object.slotCount(); i++) {
            if (!object.key(i).equals("type")) {
                rest.put(object.key(i), object.slot(i));
            }
        }
        return rest.build();
    }

    private static void putType(ObjectBuilder schema, String type, boolean isNullable) {
        if (!type.equals("any")) {
            schema.put(
                    "type",
                    isNullable ? ArrayValue.wrap(new @Nullable Object[] {type, "null"}) : type);
        }
    }

    private static void putValue(
            ObjectBuilder schema, Node.Mapping keys, String key, String keyword) {
        keys.find(key).ifPresent(entry -> schema.put(keyword, NodeValues.of(entry.value())));
    }

    private static @Nullable Object scalar(Node.Mapping mapping, String key) {
        return mapping.find(key)
                .map(Node.Entry::value)
                .map(node -> node instanceof Node.Scalar scalar ? scalar.value() : null)
                .orElse(null);
    }
}
