package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a {@code date_op} by field, whether they came as fields or by their place in
 * {@code args}.
 */
final class DateArguments {
    private static final Set<String> ALWAYS = Set.of("operation", "args", OperationKind.OUTPUT);

    private final Fields fields;
    private final List<String> order;
    private final Map<String, Node> nodeByField = new HashMap<>();
    private final Map<String, Expression> expressionByField = new HashMap<>();

    /**
     * @param order the fields in the order in which {@code args} gives them
     */
    DateArguments(Fields fields, List<String> order) {
        this.fields = fields;
        this.order = order;
        OperationKind.DATE_OP.fields().fields().stream()
                .map(FieldSpec::name)
                .filter(name -> !ALWAYS.contains(name))
                .forEach(this::readField);
        readList(fields.items("args"));
    }

    private void readField(String field) {
        fields.node(field).ifPresent(node -> nodeByField.put(field, node));
        boolean isNumber = DateUnit.fields().contains(field) || field.equals("amount");
        Optional<Expression> expression =
                isNumber ? fields.number(field, NumberRule.INTEGER) : fields.optionalValue(field);
        expression.ifPresent(e -> expressionByField.put(field, e));
    }

    private void readList(List<Node> items) {
        if (items.size() > order.size()) {
            String operation = fields.string("operation").orElse("");
            new Arity(0, order.size()).report(operation, items.size(), fields, fields.reading());
        }
        for (int i = 0; i < Math.min(items.size(), order.size()); i++) {
            String field = order.get(i);
            Node item = items.get(i);
            if (nodeByField.putIfAbsent(field, item) == null) {
                expressionByField.put(field, fields.reading().expressions().value(item));
            } else {
                fields.reading()
                        .report(
                                DiagnosticCode.DUPLICATE_FIELD,
                                "`" + field + "` and element " + i + " of `args` are the same",
                                item);
            }
        }
    }

    /** Reports the fields that the operation does not take. */
    void checkMeaningful(Set<String> others) {
        String operation = fields.string("operation").orElse("");
        nodeByField.forEach((field, node) -> {
            if (!order.contains(field) && !others.contains(field)) {
                fields.reading()
                        .report(
                                DiagnosticCode.CONFLICTING_FIELDS,
                                "`" + operation + "` does not take `" + field + "`",
                                node);
            }
        });
    }

    Fields fields() {
        return fields;
    }

    boolean has(String field) {
        return nodeByField.containsKey(field);
    }

    Optional<Node> node(String field) {
        return Optional.ofNullable(nodeByField.get(field));
    }

    /** Returns an argument, null if it is missing. */
    Expression get(String field) {
        Expression expression = expressionByField.get(field);
        return expression == null ? Reading.nothing(fields.owner()) : expression;
    }

    /** Returns the date, which is now if none is given. */
    Expression value() {
        return has("value") ? get("value") : call(Builtin.NOW, List.of());
    }

    Expression call(Builtin function, List<Expression> arguments) {
        return new Expression.BuiltinCall(
                function, arguments, Optional.empty(), fields.owner().position());
    }
}
