package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields that an operation, clause or document was given, by canonical name. The reading
 * methods report what is wrong with a field and then return a harmless value. Not thread-safe.
 */
final class Fields {
    private final FieldTable table;
    private final Reading reading;
    private final Node owner;
    private final Map<String, Node> nodeByField = new LinkedHashMap<>();
    private final Map<String, String> keyByField = new HashMap<>();
    private final Map<String, Position> keyPositionByField = new HashMap<>();

    /**
     * @param owner what has the fields; the place of findings about missing ones
     */
    Fields(FieldTable table, Reading reading, Node owner) {
        this.table = table;
        this.reading = reading;
        this.owner = owner;
    }

    /** Reads the fields of a mapping that is nothing but fields. */
    static Fields of(FieldTable table, Reading reading, Node.Mapping mapping) {
        var fields = new Fields(table, reading, mapping);
        mapping.entries().forEach(fields::add);
        fields.checkRequired();
        reading.noteFields(mapping, fields);
        return fields;
    }

    /** Reads the fields of a mapping whose keys are taken as listed, without other case styles. */
    static Fields ofListed(FieldTable table, Reading reading, Node.Mapping mapping) {
        Fields fields = ofData(table, reading, mapping);
        reading.noteFields(mapping, fields);
        return fields;
    }

    /** Reads the fields of a mapping that stays as it is written. */
    static Fields ofData(FieldTable table, Reading reading, Node.Mapping mapping) {
        var fields = new Fields(table, reading, mapping);
        for (Node.Entry entry : mapping.entries()) {
            table.findListed(entry.key())
                    .ifPresentOrElse(
                            field -> fields.put(field.name(), entry),
                            () -> reading.reportUnknownField(entry, table.owner(), table.names()));
        }
        fields.checkRequired();
        return fields;
    }

    Reading reading() {
        return reading;
    }

    Node owner() {
        return owner;
    }

    /** Adds what a key says; a key that names no field is reported. */
    void add(Node.Entry entry) {
        table.find(entry.key())
                .ifPresentOrElse(
                        field -> put(field.name(), entry),
                        () -> reading.reportUnknownField(entry, table.owner(), table.names()));
    }

    /** Adds a field that a key names. */
    void put(String field, Node.Entry entry) {
        keyPositionByField.putIfAbsent(field, entry.keyPosition());
        put(field, entry.key(), entry.value());
    }

    /** Adds a field; a second value for the same field is reported. */
    void put(String field, String key, Node value) {
        if (nodeByField.putIfAbsent(field, value) == null) {
            keyByField.put(field, key);
            return;
        }
        String first = keyByField.getOrDefault(field, field);
        String message =
                first.equals(key)
                        ? "`" + key + "` is given twice"
                        : "`" + first + "` and `" + key + "` are the same field";
        reading.report(DiagnosticCode.DUPLICATE_FIELD, message, value);
    }

    /** Reports the required fields that are missing. */
    void checkRequired() {
        for (FieldSpec field : table.fields()) {
            if (field.isRequired() && !has(field.name())) {
                reportMissing(field.name());
            }
        }
    }

    /** Reports a field that is missing, unless it may be the one whose key could not be read. */
    void reportMissing(String field) {
        if (reading.hasUnreadableKey(owner)) {
            return;
        }
        reading.report(
                DiagnosticCode.MISSING_FIELD,
                sentenceStart(table.owner()) + " needs `" + field + "`",
                owner);
    }

    private static String sentenceStart(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    FieldTable table() {
        return table;
    }

    /** Returns where the key of a field stands; a principal argument has none of its own. */
    Position keyPosition(String field) {
        Position position = keyPositionByField.get(field);
        return position == null ? node(field).orElse(owner).position() : position;
    }

    boolean has(String field) {
        return nodeByField.containsKey(field);
    }

    Optional<Node> node(String field) {
        return Optional.ofNullable(nodeByField.get(field));
    }

    Expression value(String field) {
        return required(field, reading.expressions()::value);
    }

    Optional<Expression> optionalValue(String field) {
        return node(field).map(reading.expressions()::value);
    }

    Expression text(String field) {
        return required(field, reading.expressions()::text);
    }

    Expression key(String field) {
        return required(field, reading.expressions()::key);
    }

    Expression expression(String field) {
        return required(field, reading.expressions()::expression);
    }

    Optional<Expression> optionalExpression(String field) {
        return node(field).map(reading.expressions()::expression);
    }

    /** Returns a number; a literal of another type or outside the bounds is reported. */
    Optional<Expression> number(String field, NumberRule rule) {
        return node(field).map(node -> rule.read(field, node, reading));
    }

    /** Returns a boolean expression; a literal of another type is reported. */
    Optional<Expression> truth(String field) {
        return node(field)
                .map(node -> {
                    boolean fits =
                            node instanceof Node.Scalar scalar
                                    && (scalar.value() instanceof Boolean
                                            || scalar.value() instanceof String);
                    if (!fits) {
                        reading.reportType(field, "a boolean", node);
                    }
                    return reading.expressions().expression(node);
                });
    }

    /** Returns the values of a list. */
    List<Expression> values(String field) {
        return items(field).stream().map(reading.expressions()::value).toList();
    }

    /** Returns the elements of a list; none if the field is missing. */
    List<Node> items(String field) {
        return switch (nodeByField.get(field)) {
            case null -> List.of();
            case Node.Sequence sequence -> sequence.items();
            case Node node -> {
                reading.reportType(field, "a list", node);
                yield List.of();
            }
        };
    }

    /** Returns a field that is a mapping. */
    Optional<Node.Mapping> mapping(String field) {
        return node(field).flatMap(node -> asMapping(field, node));
    }

    /** Returns a node if it is a mapping. */
    Optional<Node.Mapping> asMapping(String field, Node node) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        reading.reportType(field, "a mapping", node);
        return Optional.empty();
    }

    /** Returns the name of a variable to be assigned. */
    String variable(String field) {
        return optionalVariable(field).orElse(Reading.NO_NAME);
    }

    Optional<String> optionalVariable(String field) {
        return node(field).map(node -> reading.variable(field, node));
    }

    /** Returns a list of distinct names. */
    List<String> variables(String field) {
        var names = new ArrayList<String>();
        Set<String> seen = new HashSet<>();
        for (Node node : items(field)) {
            String name = reading.variable(Reading.elementOf(field), node);
            if (!seen.add(name) && !name.equals(Reading.NO_NAME)) {
                reading.report(
                        DiagnosticCode.DUPLICATE_FIELD, "`" + name + "` is given twice", node);
            }
            names.add(name);
        }
        return names;
    }

    /** Returns a literal string. */
    Optional<String> string(String field) {
        return node(field).flatMap(node -> asString(field, node));
    }

    /** Returns a literal boolean. */
    boolean flag(String field, boolean otherwise) {
        Optional<Node> node = node(field);
        if (node.isEmpty()) {
            return otherwise;
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        reading.reportType(field, "a boolean", node.get());
        return otherwise;
    }

    /** Returns one of several literal words; another word is reported with the nearest one. */
    <T> Optional<T> choice(String field, Map<String, T> valueByWord) {
        return node(field)
                .flatMap(node ->
                        asString(field, node)
                                .flatMap(w -> Choice.find(w, valueByWord, node, reading)));
    }

    /** Notes the canonical spelling of a literal word. */
    void noteWord(String field, String word) {
        node(field).ifPresent(node -> reading.noteWord(node, word));
    }

    /** Returns a literal integer within bounds. */
    Optional<Long> integer(String field, long min, long max) {
        return node(field)
                .flatMap(node -> {
                    NumberRule.literal(min, max).check(field, node, reading);
                    return node instanceof Node.Scalar scalar
                                    && scalar.value() instanceof Long number
                            ? Optional.of(number)
                            : Optional.empty();
                });
    }

    private Optional<String> asString(String field, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text);
        }
        reading.reportType(field, "a string", node);
        return Optional.empty();
    }

    private Expression required(String field, Function<Node, Expression> reader) {
        return node(field).map(reader).orElseGet(() -> Reading.nothing(owner));
    }
}
