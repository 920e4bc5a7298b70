package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code date_op}: its fields in whatever shape become the arguments of date functions. */
final class DateOperations {
    private static final List<DateUnit> UNITS = List.of(DateUnit.values());
    private static final Map<String, Form> FORM_BY_OPERATION = forms();

    private final Reading reading;

    DateOperations(Reading reading) {
        this.reading = reading;
    }

    /**
     * An operation.
     *
     * @param fields the fields it takes, in the order in which {@code args} may give them
     * @param required those of them that must be given
     */
    private record Form(Shape shape, List<String> fields, Set<String> required) {}

    private sealed interface Shape {
        /** A call of a function with the fields as arguments. */
        record Call(Builtin function) implements Shape {}

        /** {@code add_days} and the like. */
        record Shift(boolean isAddition, DateUnit unit) implements Shape {}

        /** {@code add} and {@code subtract}. */
        record AnyShift(boolean isAddition) implements Shape {}

        /** {@code timestamp}, which reads the clock if it is given nothing. */
        record Timestamp() implements Shape {}
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("now", call(Builtin.NOW, List.of()));
        forms.put("today", call(Builtin.TODAY, List.of()));
        forms.put("timestamp", new Form(new Shape.Timestamp(), List.of("value"), Set.of()));
        forms.put(
                "format", call(Builtin.FORMAT_DATE, List.of("value", "format", "zone"), "format"));
        forms.put("parse", call(Builtin.PARSE_DATE, List.of("value", "format")));
        forms.put("diff", call(Builtin.DATE_DIFF, List.of("value", "other", "unit"), "other"));
        forms.put("is_before", call(Builtin.IS_BEFORE, List.of("value", "other"), "other"));
        forms.put("is_after", call(Builtin.IS_AFTER, List.of("value", "other"), "other"));
        for (boolean isAddition : new boolean[] {true, false}) {
            String verb = isAddition ? "add" : "subtract";
            forms.put(
                    verb,
                    new Form(
                            new Shape.AnyShift(isAddition),
                            List.of("value", "amount", "unit"),
                            Set.of()));
            for (DateUnit unit : UNITS) {
                forms.put(
                        verb + "_" + unit.field(),
                        new Form(
                                new Shape.Shift(isAddition, unit),
                                List.of("value", unit.field()),
                                Set.of()));
            }
        }
        return forms;
    }

    private static Form call(Builtin function, List<String> fields, String... required) {
        return new Form(new Shape.Call(function), fields, Set.of(required));
    }

    /** Returns the value of the operation. */
    Expression read(Fields fields) {
        Optional<Form> form = fields.choice("operation", FORM_BY_OPERATION);
        return form.map(f -> read(fields, f)).orElseGet(() -> Reading.nothing(fields.owner()));
    }

    private Expression read(Fields fields, Form form) {
        var arguments = new DateArguments(fields, form.fields());
        arguments.checkMeaningful(extraFields(form.shape()));
        form.required().stream().filter(f -> !arguments.has(f)).forEach(fields::reportMissing);
        return switch (form.shape()) {
            case Shape.Call(var function) -> call(function, arguments, form.fields());
            case Shape.Shift(var isAddition, var unit) -> shift(isAddition, unit, arguments);
            case Shape.AnyShift(var isAddition) -> anyShift(isAddition, arguments);
            case Shape.Timestamp _ ->
                    arguments.has("value")
                            ? arguments.call(Builtin.TIMESTAMP, List.of(arguments.value()))
                            : arguments.call(Builtin.TIMESTAMP_NOW, List.of());
        };
    }

    private static Set<String> extraFields(Shape shape) {
        return switch (shape) {
            case Shape.Call _, Shape.Timestamp _ -> Set.of();
            case Shape.Shift _ -> Set.of("amount");
            case Shape.AnyShift _ -> DateUnit.fields();
        };
    }

    private static Expression call(Builtin function, DateArguments arguments, List<String> fields) {
        List<Expression> values = new ArrayList<>();
        for (String field : fields) {
            values.add(field.equals("value") ? arguments.value() : arguments.get(field));
        }
        int given = values.size();
        while (given > function.minArguments() && !arguments.has(fields.get(given - 1))) {
            given--;
        }
        return arguments.call(function, values.subList(0, given));
    }

    private Expression shift(boolean isAddition, DateUnit unit, DateArguments arguments) {
        boolean hasUnit = arguments.has(unit.field());
        Optional<Node> amount = arguments.fields().node("amount");
        if (hasUnit && amount.isPresent()) {
            reading.report(
                    DiagnosticCode.CONFLICTING_FIELDS,
                    "`" + unit.field() + "` and `amount` exclude each other",
                    amount.get());
        } else if (!hasUnit && amount.isEmpty()) {
            arguments.fields().reportMissing(unit.field());
        }
        Expression count = arguments.get(hasUnit ? unit.field() : "amount");
        return arguments.call(unit.function(isAddition), List.of(arguments.value(), count));
    }

    private Expression anyShift(boolean isAddition, DateArguments arguments) {
        boolean hasAmount = arguments.has("amount") || arguments.has("unit");
        List<DateUnit> units = UNITS.stream().filter(u -> arguments.has(u.field())).toList();
        if (!hasAmount && !units.isEmpty()) {
            Expression value = arguments.value();
            for (DateUnit unit : units) {
                value =
                        arguments.call(
                                unit.function(isAddition),
                                List.of(value, arguments.get(unit.field())));
            }
            return value;
        }
        units.stream()
                .flatMap(u -> arguments.fields().node(u.field()).stream())
                .forEach(node ->
                        reading.report(
                                DiagnosticCode.CONFLICTING_FIELDS,
                                "`amount` and the field of a unit exclude each other",
                                node));
        for (String field : List.of("amount", "unit")) {
            if (!arguments.has(field)) {
                arguments.fields().reportMissing(field);
            }
        }
        return amountOfUnit(isAddition, arguments);
    }

    /** Returns a choice among the functions by the unit, which may be known only when it runs. */
    private Expression amountOfUnit(boolean isAddition, DateArguments arguments) {
        Expression unit = arguments.get("unit");
        if (unit instanceof Expression.Literal literal && literal.value() instanceof String word) {
            Map<String, Expression> shifts = shifts(isAddition, arguments);
            return arguments
                    .node("unit")
                    .flatMap(node -> Choice.find(word, shifts, node, reading))
                    .orElse(unit);
        }
        // The last alternative is a call that refuses the unit as every date function does.
        Expression result =
                arguments.call(
                        Builtin.DATE_DIFF, List.of(arguments.value(), arguments.value(), unit));
        for (Map.Entry<String, Expression> shift : shifts(isAddition, arguments).entrySet()) {
            var isUnit =
                    new Expression.Binary(
                            BinaryOperator.STRICT_EQUAL,
                            unit,
                            new Expression.Literal(shift.getKey(), unit.position()),
                            unit.position());
            result = new Expression.Conditional(isUnit, shift.getValue(), result, unit.position());
        }
        return result;
    }

    private static Map<String, Expression> shifts(boolean isAddition, DateArguments arguments) {
        Expression amount = arguments.get("amount");
        Map<String, Expression> shifts = new LinkedHashMap<>();
        for (DateUnit unit : UNITS) {
            shifts.put(
                    unit.field(),
                    arguments.call(unit.function(isAddition), List.of(arguments.value(), amount)));
        }
        var days =
                new Expression.Binary(
                        BinaryOperator.MULTIPLY,
                        amount,
                        new Expression.Literal(7L, amount.position()),
                        amount.position());
        shifts.put(
                "weeks",
                arguments.call(
                        DateUnit.DAYS.function(isAddition), List.of(arguments.value(), days)));
        return shifts;
    }
}
