package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.SchemaObject.anyOf;
import static dev.tiercel.frontend.document.SchemaObject.choose;
import static dev.tiercel.frontend.document.SchemaObject.hasKey;
import static dev.tiercel.frontend.document.SchemaObject.not;
import static dev.tiercel.frontend.document.SchemaObject.reference;
import static dev.tiercel.frontend.document.SchemaObject.schema;
import static dev.tiercel.frontend.document.SchemaObject.valueAt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schema of a step: which operation it is, and the fields in each of its shapes. */
final class StepSchema {
    /**
     * The kinds that a step can be: scripts are always refused, extensions have names of theirs.
     */
    private static final List<OperationKind> KINDS =
            Arrays.stream(OperationKind.values())
                    .filter(kind -> kind != OperationKind.EXECUTE_SCRIPT)
                    .filter(kind -> kind != OperationKind.EXTENSION)
                    .toList();

    private static final Map<String, Object> OBJECT = schema("type", "object");
    private static final Map<String, Object> NOTHING = schema("type", "null");

    private final Map<String, Object> definitions;
    private final List<ExtensionDocument> extensions;

    /**
     * @param definitions receives what the schema refers to
     */
    StepSchema(Map<String, Object> definitions, List<ExtensionDocument> extensions) {
        this.definitions = definitions;
        this.extensions = extensions;
    }

    /** Defines blocks, steps and everything in them. */
    void define() {
        definitions.put(
                "block",
                choose(
                        schema("type", "array"),
                        schema("items", reference("step")),
                        choose(NOTHING, true, all(List.of(OBJECT, reference("step"))))));
        definitions.put(
                "step",
                choose(
                        schema("type", "string"),
                        schema("pattern", SpelledName.pattern(List.of("break", "continue"))),
                        all(steps())));
        definitions.put("result", result());
        definitions.put(
                "clauseOrStep",
                choose(
                        all(List.of(OBJECT, not(hasOperation()))),
                        reference("clause"),
                        reference("step")));
        definitions.put(
                "task",
                choose(
                        all(List.of(OBJECT, not(hasOperation()))),
                        reference("namedTask"),
                        reference("block")));
        for (OperationKind kind : KINDS) {
            definitions.put(name(kind), operation(kind));
        }
        for (ExtensionDocument extension : extensions) {
            definitions.put(extension.operation(), new ExtensionSchema(extension).operation());
        }
    }

    private static Map<String, Object> all(List<?> schemas) {
        return schema("allOf", schemas);
    }

    /** Returns the name of a definition; the notations of {@code set} have one each. */
    private static String name(OperationKind kind) {
        return kind.names().getFirst();
    }

    private static String pattern(OperationKind kind) {
        return SpelledName.pattern(kind.names());
    }

    private Map<String, Object> hasOperation() {
        List<String> names = new ArrayList<>();
        KINDS.forEach(kind -> names.addAll(kind.names()));
        extensions.forEach(extension -> names.add(extension.operation()));
        return hasKey(SpelledName.pattern(names));
    }

    private List<Object> steps() {
        List<Object> steps = new ArrayList<>(List.of(OBJECT, hasOperation()));
        for (OperationKind kind : KINDS) {
            steps.add(step(pattern(kind), kind.names(), name(kind)));
        }
        for (ExtensionDocument extension : extensions) {
            List<String> names = List.of(extension.operation());
            steps.add(step(SpelledName.pattern(names), names, extension.operation()));
        }
        return steps;
    }

    /** Refers to an operation if a key names it and is no field of another one (DOC-40). */
    private static Map<String, Object> step(String pattern, List<String> names, String definition) {
        List<Object> condition = new ArrayList<>(List.of(hasKey(pattern)));
        for (OperationKind other : KINDS) {
            boolean hasField = names.stream().anyMatch(n -> other.fields().find(n).isPresent());
            if (hasField && !other.names().equals(names)) {
                condition.add(not(hasKey(pattern(other))));
            }
        }
        return schema("if", all(condition), "then", reference(definition));
    }

    private static Map<String, Object> operation(OperationKind kind) {
        Map<String, Object> remarks = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        remarks.put(name(kind), schema("description", "Operation " + kind.canonicalName()));
        values.put(pattern(kind), argument(kind));
        for (FieldSpec field : kind.fields().fields()) {
            List<String> names = siblingNames(kind, field);
            if (!names.isEmpty()) {
                remarks.putIfAbsent(field.name(), SchemaObject.remark(field));
                values.put(SpelledName.pattern(names), FieldContent.of(kind, field));
            }
        }
        return SchemaObject.closed(remarks, values, requirements(kind));
    }

    /** Returns the names under which a field can stand beside the key of the operation. */
    private static List<String> siblingNames(OperationKind kind, FieldSpec field) {
        return field.names().filter(name -> !kind.names().contains(name)).toList();
    }

    private static Object argument(OperationKind kind) {
        Map<String, Object> fields = fields(kind);
        return switch (kind) {
            case RETURN -> reference("result");
            case BREAK, CONTINUE ->
                    anyOf(List.of(NOTHING, schema("const", true), schema("const", Map.of())));
            case SET ->
                    choose(
                            isVariables(),
                            schema("propertyNames", reference("name")),
                            anyOf(List.of(NOTHING, fields)));
            default -> choose(OBJECT, fields, principal(kind));
        };
    }

    /** Accepts the fields of {@code return}, or the value itself (DOC-43). */
    private static Map<String, Object> result() {
        Map<String, Object> isFields =
                anyOf(
                        List.of(
                                schema("required", List.of("value")),
                                schema("required", List.of("body"))));
        return choose(all(List.of(OBJECT, isFields)), fields(OperationKind.RETURN), true);
    }

    private static Object principal(OperationKind kind) {
        Optional<FieldSpec> field = kind.principal().flatMap(name -> kind.fields().find(name));
        return field.<Object>map(f -> anyOf(List.of(NOTHING, FieldContent.of(kind, f))))
                .orElse(NOTHING);
    }

    /** Returns the fields as the value of the operation key; required ones may stand beside it. */
    private static Map<String, Object> fields(OperationKind kind) {
        Map<String, Object> remarks = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldSpec field : kind.fields().fields()) {
            remarks.put(field.name(), SchemaObject.remark(field));
            values.put(SpelledName.pattern(field.names().toList()), FieldContent.of(kind, field));
        }
        return SchemaObject.closed(remarks, values, List.of());
    }

    /** Accepts the mapping of variables that {@code set} may have (DOC-43). */
    private static Map<String, Object> isVariables() {
        Map<String, Object> isVariableAndValue = schema("required", List.of("variable", "value"));
        isVariableAndValue.put("maxProperties", 2);
        Map<String, Object> variables = schema("type", "object", "minProperties", 1);
        variables.put(
                "allOf", List.of(not(schema("required", List.of("var"))), not(isVariableAndValue)));
        return variables;
    }

    private static List<Object> requirements(OperationKind kind) {
        List<Object> requirements = new ArrayList<>();
        for (FieldSpec field : kind.fields().fields()) {
            if (field.isRequired()) {
                requirements.add(isGiven(kind, field));
            }
        }
        if (kind == OperationKind.PARALLEL) {
            requirements.add(
                    anyOf(
                            List.of("tasks", "for_each").stream()
                                    .flatMap(name -> kind.fields().findListed(name).stream())
                                    .map(field -> isGiven(kind, field))
                                    .toList()));
        }
        return kind == OperationKind.SET
                ? List.of(anyOf(List.of(valueAt(pattern(kind), isVariables()), all(requirements))))
                : requirements;
    }

    private static Map<String, Object> isGiven(OperationKind kind, FieldSpec field) {
        List<Object> places = new ArrayList<>();
        List<String> beside = siblingNames(kind, field);
        if (!beside.isEmpty()) {
            places.add(hasKey(SpelledName.pattern(beside)));
        }
        String inside = SpelledName.pattern(field.names().toList());
        places.add(valueAt(pattern(kind), all(List.of(OBJECT, hasKey(inside)))));
        if (kind.principal().filter(field.name()::equals).isPresent()) {
            places.add(valueAt(pattern(kind), not(schema("type", List.of("object", "null")))));
        }
        return anyOf(places);
    }
}
