package dev.tiercel.frontend.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pieces of JSON Schema, as maps and lists. */
final class SchemaObject {
    private SchemaObject() {}

    /** Returns a map with one member. */
    static Map<String, Object> schema(String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(keyword, value);
        return schema;
    }

    /** Returns a map with two members. */
    static Map<String, Object> schema(
            String keyword, Object value, String other, Object otherValue) {
        Map<String, Object> schema = schema(keyword, value);
        schema.put(other, otherValue);
        return schema;
    }

    static Map<String, Object> reference(String definition) {
        return schema("$ref", "#/$defs/" + definition);
    }

    static Map<String, Object> not(Object schema) {
        return schema("not", schema);
    }

    /** Accepts what the schema for the condition's case accepts. */
    static Map<String, Object> choose(Object condition, Object then, Object otherwise) {
        Map<String, Object> schema = schema("if", condition, "then", then);
        schema.put("else", otherwise);
        return schema;
    }

    static Map<String, Object> anyOf(List<?> schemas) {
        return schema("anyOf", schemas);
    }

    /** Accepts one of some words. */
    static Map<String, Object> words(Collection<String> words) {
        return schema("enum", words.stream().sorted().toList());
    }

    /** Accepts integers of at least a number. */
    static Map<String, Object> integer(long min) {
        return schema("type", "integer", "minimum", min);
    }

    /** Accepts objects with a key that matches a pattern. */
    static Map<String, Object> hasKey(String pattern) {
        return not(schema("propertyNames", not(schema("pattern", pattern))));
    }

    /** Accepts objects whose values of keys that match a pattern are accepted. */
    static Map<String, Object> valueAt(String pattern, Object schema) {
        return schema("patternProperties", schema(pattern, schema));
    }

    /** Returns an object whose fields may be written in every case style. */
    static Map<String, Object> spelled(FieldTable table, Function<FieldSpec, Object> content) {
        Map<String, Object> remarks = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (FieldSpec field : table.fields()) {
            String pattern = SpelledName.pattern(field.names().toList());
            remarks.put(field.name(), remark(field));
            values.put(pattern, content.apply(field));
            if (field.isRequired()) {
                required.add(hasKey(pattern));
            }
        }
        return closed(remarks, values, required);
    }

    /** Returns an object whose fields are written as they are listed. */
    static Map<String, Object> listed(FieldTable table, Function<FieldSpec, Object> content) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (FieldSpec field : table.fields()) {
            field.names().forEach(name -> values.put(name, content.apply(field)));
            if (field.isRequired()) {
                required.add(
                        anyOf(field.names().map(n -> schema("required", List.of(n))).toList()));
            }
        }
        return closed(values, Map.of(), required);
    }

    /** Returns an object without other members. */
    static Map<String, Object> closed(
            Map<String, ?> properties, Map<String, ?> patternProperties, List<?> conditions) {
        Map<String, Object> schema = schema("type", "object");
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        if (!patternProperties.isEmpty()) {
            schema.put("patternProperties", patternProperties);
        }
        schema.put("additionalProperties", false);
        if (!conditions.isEmpty()) {
            schema.put("allOf", conditions);
        }
        return schema;
    }

    /** Returns what editors show of a field; its value is checked elsewhere. */
    static Map<String, Object> remark(FieldSpec field) {
        Map<String, Object> remark = new LinkedHashMap<>();
        if (!field.alternatives().isEmpty()) {
            remark.put("description", "Also: " + String.join(", ", field.alternatives()));
        }
        field.defaultText().ifPresent(text -> remark.put("default", text));
        return remark;
    }
}
