package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Matches the arguments of one statement with its placeholders (OP-23). */
final class SqlArguments {
    private final Reading reading;
    private final SqlText text;

    SqlArguments(Reading reading, SqlText text) {
        this.reading = reading;
        this.text = text;
    }

    SqlOperation.Arguments read(Fields fields, Optional<SqlText.Style> style) {
        Optional<Node> node = fields.node("args");
        if (node.isEmpty()) {
            if (!text.placeholders().isEmpty()) {
                reading.report(
                        DiagnosticCode.SQL_ARGUMENTS,
                        "The query has placeholders; `args` is missing",
                        fields.owner());
            }
            return none();
        }
        Expression value = reading.expressions().value(node.get());
        boolean isNamed = style.filter(s -> s == SqlText.Style.NAME).isPresent();
        return switch (node.get()) {
            case Node.Sequence sequence -> list(sequence, value, isNamed);
            case Node.Mapping mapping -> mapping(mapping, value, style, isNamed);
            case Node.Scalar scalar -> {
                if (value instanceof Expression.Literal) {
                    reading.reportType("args", "a list or a mapping", scalar);
                    yield none();
                }
                if (isNamed) {
                    yield new SqlOperation.Arguments.FromMembers(value, names());
                }
                List<Integer> order = numbers();
                yield checkNumbers(scalar, order)
                        ? new SqlOperation.Arguments.FromList(value, order)
                        : none();
            }
        };
    }

    private SqlOperation.Arguments list(Node.Sequence node, Expression value, boolean isNamed) {
        if (isNamed) {
            reading.report(
                    DiagnosticCode.SQL_PLACEHOLDERS,
                    "`:" + names().getFirst() + "` needs a mapping as `args`",
                    node);
            return none();
        }
        List<Expression> values =
                value instanceof Expression.ArrayLiteral array ? array.elements() : List.of();
        List<Integer> order = numbers();
        checkCount(node, values.size(), order);
        return new SqlOperation.Arguments.Given(values, order);
    }

    private void checkCount(Node node, int given, List<Integer> order) {
        int needed = needed(order);
        if (!order.contains(-1) && needed != given) {
            reading.report(
                    DiagnosticCode.SQL_ARGUMENTS,
                    "The query takes " + count(needed) + ", " + given + " given",
                    node);
        } else {
            checkNumbers(node, order);
        }
    }

    /** Whether each number from 1 to the greatest occurs; reports it if not. */
    private boolean checkNumbers(Node node, List<Integer> order) {
        Set<Integer> used = new HashSet<>(order);
        if (used.contains(-1)) {
            reading.report(DiagnosticCode.SQL_PLACEHOLDERS, "Placeholders count from `$1`", node);
            return false;
        }
        if (used.size() == needed(order)) {
            return true;
        }
        int unused = 0;
        while (used.contains(unused)) {
            unused++;
        }
        reading.report(
                DiagnosticCode.SQL_ARGUMENTS,
                "The query does not use `$" + (unused + 1) + "`",
                node);
        return false;
    }

    private static int needed(List<Integer> order) {
        return order.stream().mapToInt(i -> i + 1).max().orElse(0);
    }

    private static String count(int needed) {
        return needed == 1 ? "1 argument" : needed + " arguments";
    }

    private SqlOperation.Arguments mapping(
            Node.Mapping node, Expression value, Optional<SqlText.Style> style, boolean isNamed) {
        if (style.isPresent() && !isNamed) {
            reading.report(
                    DiagnosticCode.SQL_PLACEHOLDERS,
                    "`"
                            + (style.get() == SqlText.Style.NUMBER ? "$1" : "?")
                            + "` needs a list as `args`",
                    node);
            return none();
        }
        List<String> keys = node.entries().stream().map(Node.Entry::key).toList();
        boolean hasAll = true;
        for (String name : new LinkedHashSet<>(names())) {
            if (!keys.contains(name)) {
                reading.report(DiagnosticCode.SQL_ARGUMENTS, "`:" + name + "` has no value", node);
                hasAll = false;
            }
        }
        for (Node.Entry entry : node.entries()) {
            if (!names().contains(entry.key())) {
                reading.reportKey(
                        DiagnosticCode.SQL_ARGUMENTS,
                        "The query does not use `:" + entry.key() + "`",
                        entry,
                        Optional.empty());
            }
        }
        return hasAll ? given(keys, value) : none();
    }

    private SqlOperation.Arguments given(List<String> keys, Expression value) {
        List<Expression> values = new ArrayList<>();
        if (value instanceof Expression.ObjectLiteral object) {
            object.members().forEach(member -> values.add(member.value()));
        }
        return new SqlOperation.Arguments.Given(
                values, names().stream().map(keys::indexOf).toList());
    }

    private List<String> names() {
        return text.placeholders().stream().map(String::valueOf).toList();
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (Object placeholder : text.placeholders()) {
            if (placeholder instanceof Integer number) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static SqlOperation.Arguments none() {
        return new SqlOperation.Arguments.Given(List.of(), List.of());
    }
}
