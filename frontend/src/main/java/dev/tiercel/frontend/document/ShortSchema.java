package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;

import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the short form of a schema (DOC-29). */
final class ShortSchema {
    static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "array", "object", "any");
    static final FieldTable KEYS =
            FieldTable.of(
                    "a schema field",
                    key("type"),
                    key("required"),
                    key("nullable"),
                    key("format"),
                    key("pattern"),
                    key("enum"),
                    key("minimum"),
                    key("maximum"),
                    key("description"),
                    key("min"),
                    key("max"),
                    key("min_length"),
                    key("max_length"),
                    key("min_items"),
                    key("max_items"),
                    key("exclusive_minimum"),
                    key("exclusive_maximum"),
                    key("items"),
                    key("properties"),
                    key("default"));
    private static final Set<String> TYPES_WITH_BOUNDS =
            Set.of("string", "number", "integer", "array");
    private static final Map<String, List<String>> BOUND_BY_EXCLUSIVE =
            Map.of(
                    "exclusive_minimum", List.of("minimum", "min"),
                    "exclusive_maximum", List.of("maximum", "max"));

    private final Reading reading;

    ShortSchema(Reading reading) {
        this.reading = reading;
    }

    private static FieldSpec key(String name) {
        return optional(name, FieldPosition.LITERAL);
    }

    /** Returns whether the value of {@code schema} is a JSON Schema after all. */
    static boolean isJsonSchema(Node.Mapping mapping) {
        boolean isObject =
                DocumentReader.textOf(mapping, "type").filter("object"::equals).isPresent()
                        && mapping.find("properties")
                                .filter(e -> e.value() instanceof Node.Mapping)
                                .isPresent();
        return isObject || mapping.find("$schema").isPresent();
    }

    /** Reports what is wrong with the fields of an object. */
    void check(Node.Mapping properties) {
        properties.entries().forEach(e -> checkValue(e.value()));
    }

    private void checkValue(Node node) {
        switch (node) {
            case Node.Mapping mapping -> checkKeys(Fields.ofData(KEYS, reading, mapping));
            case Node.Scalar scalar -> checkType(scalar);
            case Node.Sequence _ ->
                    reportInvalid("A schema field must be a type or a mapping, not a list", node);
        }
    }

    private void checkType(Node node) {
        String name =
                node instanceof Node.Scalar scalar && scalar.value() instanceof String text
                        ? text
                        : "";
        if (TYPES.contains(name)) {
            return;
        }
        String written = node instanceof Node.Scalar scalar ? scalar.text() : NodeKind.of(node);
        String message = "`" + written + "` is no type";
        NearestName.find(written, TYPES)
                .ifPresentOrElse(
                        s -> reading.report(DiagnosticCode.INVALID_SCHEMA, message, node, s),
                        () -> reportInvalid(message, node));
    }

    private void checkKeys(Fields fields) {
        fields.node("type").ifPresent(this::checkType);
        for (FieldSpec key : KEYS.fields()) {
            fields.node(key.name()).ifPresent(node -> checkKey(key.name(), node));
        }
        checkBounds(fields);
        fields.node("pattern")
                .filter(ShortSchema::isText)
                .flatMap(n ->
                        n instanceof Node.Scalar s ? RegexSyntax.fault(s.text()) : Optional.empty())
                .ifPresent(problem ->
                        reading.report(
                                DiagnosticCode.INVALID_REGEX,
                                problem,
                                fields.node("pattern").orElse(fields.owner())));
    }

    private void checkKey(String key, Node node) {
        switch (key) {
            case "required", "nullable", "exclusive_minimum", "exclusive_maximum" ->
                    require(isBoolean(node), key, "a boolean", node);
            case "format", "pattern", "description" -> require(isText(node), key, "a string", node);
            case "minimum", "maximum", "min", "max" ->
                    require(isNumber(node), key, "a number", node);
            case "min_length", "max_length", "min_items", "max_items" ->
                    require(isCount(node), key, "an integer of at least 0", node);
            case "enum" -> require(isFilledList(node), key, "a list that is not empty", node);
            case "items" -> checkValue(node);
            case "properties" -> {
                if (node instanceof Node.Mapping mapping) {
                    check(mapping);
                } else {
                    require(false, key, "a mapping", node);
                }
            }
            default -> {}
        }
    }

    private void checkBounds(Fields fields) {
        Optional<String> type =
                fields.node("type")
                        .flatMap(n ->
                                n instanceof Node.Scalar s
                                        ? Optional.of(s.text())
                                        : Optional.empty());
        for (String key : List.of("min", "max")) {
            fields.node(key)
                    .filter(_ -> type.filter(TYPES_WITH_BOUNDS::contains).isEmpty())
                    .ifPresent(node ->
                            reportInvalid(
                                    "`"
                                            + key
                                            + "` needs a `type` that is a number, a string"
                                            + " or an array",
                                    node));
        }
        BOUND_BY_EXCLUSIVE.forEach((key, bounds) ->
                fields.node(key)
                        .filter(_ -> bounds.stream().noneMatch(fields::has))
                        .ifPresent(node ->
                                reportInvalid(
                                        "`" + key + "` needs `" + bounds.getFirst() + "`", node)));
    }

    private void require(boolean fits, String key, String expected, Node node) {
        if (!fits) {
            reportInvalid("`" + key + "` must be " + expected + ", not " + NodeKind.of(node), node);
        }
    }

    private void reportInvalid(String message, Node node) {
        reading.report(DiagnosticCode.INVALID_SCHEMA, message, node);
    }

    private static boolean isBoolean(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value() instanceof Boolean;
    }

    private static boolean isText(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value() instanceof String;
    }

    private static boolean isNumber(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value() instanceof Number;
    }

    private static boolean isCount(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.value() instanceof Long count
                && count >= 0;
    }

    private static boolean isFilledList(Node node) {
        return node instanceof Node.Sequence sequence && !sequence.items().isEmpty();
    }
}
