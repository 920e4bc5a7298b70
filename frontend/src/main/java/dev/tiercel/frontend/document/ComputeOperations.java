package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.MathFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the operations that compute: {@code math_op} and those that call built-in functions. */
final class ComputeOperations {
    /**
     * The functions of language.md 11.1 and 11.2, which the enumeration lists first, and two more.
     */
    private static final Set<Builtin> TEXT_FUNCTIONS = textFunctions();

    private static final Map<String, Builtin> JSON_FUNCTIONS =
            Map.of(
                    "parse", Builtin.JSON_PARSE,
                    "stringify", Builtin.JSON_STRINGIFY,
                    "pretty", Builtin.JSON_PRETTY,
                    "get_path", Builtin.GET,
                    "set_path", Builtin.SET_PATH,
                    "merge", Builtin.MERGE);
    static final Map<String, Aggregate> AGGREGATES =
            Map.of(
                    "sum", new Aggregate(Builtin.SUM, Builtin.SUM_BY),
                    "count", new Aggregate(Builtin.COUNT_ELEMENTS, Builtin.COUNT_BY),
                    "avg", new Aggregate(Builtin.AVG, Builtin.AVG_BY),
                    "min", new Aggregate(Builtin.MIN_ELEMENT, Builtin.MIN_BY),
                    "max", new Aggregate(Builtin.MAX_ELEMENT, Builtin.MAX_BY));

    private final Reading reading;
    private final DateOperations dates;

    ComputeOperations(Reading reading) {
        this.reading = reading;
        this.dates = new DateOperations(reading);
    }

    /** The functions without and with {@code by}. */
    record Aggregate(Builtin ofElements, Builtin byPredicate) {}

    private static Set<Builtin> textFunctions() {
        Set<Builtin> functions = EnumSet.range(Builtin.UPPER, Builtin.REGEX_SPLIT);
        functions.addAll(List.of(Builtin.LENGTH, Builtin.REVERSE));
        return functions;
    }

    Operation math(Step step) {
        Fields fields = step.fields(reading);
        List<Node> nodes =
                fields.node("args")
                        .map(n -> n instanceof Node.Sequence s ? s.items() : List.of(n))
                        .orElse(List.of());
        List<Expression> arguments = nodes.stream().map(reading.expressions()::expression).toList();
        Optional<MathFunction> function =
                fields.string("operation").flatMap(name -> mathFunction(name, fields));
        function.ifPresent(f -> {
            fields.noteWord("operation", f.names().getFirst());
            checkMathArity(f, arguments, fields);
        });
        return new Operation.MathOp(
                step.location(reading),
                function.orElse(MathFunction.SUM),
                arguments,
                fields.optionalVariable(OperationKind.OUTPUT));
    }

    private Optional<MathFunction> mathFunction(String name, Fields fields) {
        Optional<MathFunction> function = MathFunction.find(name);
        if (function.isEmpty()) {
            List<String> names =
                    Arrays.stream(MathFunction.values()).flatMap(f -> f.names().stream()).toList();
            reportUnknown(name, "math_op", names, fields);
        }
        return function;
    }

    private void checkMathArity(MathFunction function, List<Expression> arguments, Fields fields) {
        Optional<Integer> count = knownCount(arguments);
        if (fields.has("args") && count.isPresent()) {
            int given = count.get();
            if (given < function.minArguments() || given > function.maxArguments()) {
                var arity = new Arity(function.minArguments(), function.maxArguments());
                arity.report(function.names().getFirst(), given, fields, reading);
            }
        }
    }

    /** Returns the number of arguments, unless the only one may turn out to be an array. */
    private static Optional<Integer> knownCount(List<Expression> arguments) {
        if (arguments.size() != 1) {
            return Optional.of(arguments.size());
        }
        if (arguments.getFirst() instanceof Expression.ArrayLiteral array) {
            // An empty array raises, as it does when it is computed.
            return Optional.of(array.elements().size()).filter(count -> count > 0);
        }
        return arguments.getFirst() instanceof Expression.Literal
                ? Optional.of(1)
                : Optional.empty();
    }

    private void reportUnknown(String name, String operation, List<String> names, Fields fields) {
        Node node = fields.node("operation").orElse(fields.owner());
        String message = "`" + name + "` is no operation of `" + operation + "`";
        NearestName.find(name, names)
                .ifPresentOrElse(
                        s -> reading.report(DiagnosticCode.INVALID_VALUE, message, node, s),
                        () -> reading.report(DiagnosticCode.INVALID_VALUE, message, node));
    }

    Operation string(Step step) {
        Fields fields = step.fields(reading);
        List<Expression> arguments = new ArrayList<>();
        arguments.add(fields.value("input"));
        arguments.addAll(fields.values("args"));
        Optional<Builtin> function =
                fields.string("operation").flatMap(name -> textFunction(name, fields));
        function.ifPresent(f -> fields.noteWord("operation", f.names().getFirst()));
        if (function.filter(f -> f == Builtin.JOIN).isPresent()) {
            fields.node("input").ifPresent(this::warnOfWord);
        }
        return compute(step, fields, call(function, arguments, fields), "string_result");
    }

    private void warnOfWord(Node input) {
        if (input instanceof Node.Scalar scalar
                && scalar.value() instanceof String word
                && Identifier.isIdentifier(word)) {
            String template = "{{ " + word + " }}";
            reading.report(
                    DiagnosticCode.LOOKS_LIKE_VARIABLE,
                    "`" + word + "` is text; write " + template,
                    input,
                    template);
        }
    }

    private Optional<Builtin> textFunction(String name, Fields fields) {
        Optional<Builtin> function = Builtin.find(name).filter(TEXT_FUNCTIONS::contains);
        if (function.isEmpty()) {
            List<String> names = TEXT_FUNCTIONS.stream().flatMap(f -> f.names().stream()).toList();
            reportUnknown(name, "string_op", names, fields);
        }
        return function;
    }

    Operation json(Step step) {
        Fields fields = step.fields(reading);
        List<Expression> arguments = new ArrayList<>();
        arguments.add(fields.expression("input"));
        arguments.addAll(fields.values("args"));
        Optional<Builtin> function = fields.choice("operation", JSON_FUNCTIONS);
        return compute(step, fields, call(function, arguments, fields), "json_result");
    }

    Operation date(Step step) {
        Fields fields = step.fields(reading);
        return compute(step, fields, dates.read(fields), "date_result");
    }

    Operation map(Step step) {
        Fields fields = step.fields(reading);
        return compute(step, fields, perElement(Builtin.MAP, fields, "transform"), "map_result");
    }

    Operation filter(Step step) {
        Fields fields = step.fields(reading);
        return compute(
                step, fields, perElement(Builtin.FILTER, fields, "condition"), "filter_result");
    }

    Operation aggregate(Step step) {
        Fields fields = step.fields(reading);
        Aggregate aggregate =
                fields.choice("operation", AGGREGATES)
                        .orElse(new Aggregate(Builtin.SUM, Builtin.SUM_BY));
        Expression value =
                fields.has("by")
                        ? perElement(aggregate.byPredicate, fields, "by")
                        : new Expression.BuiltinCall(
                                aggregate.ofElements,
                                List.of(fields.expression("input")),
                                Optional.empty(),
                                fields.owner().position());
        return compute(step, fields, value, "aggregate_result");
    }

    private static Expression perElement(Builtin function, Fields fields, String predicate) {
        return new Expression.BuiltinCall(
                function,
                List.of(fields.expression("input")),
                Optional.of(
                        new Expression.Predicate(
                                fields.optionalVariable("as").orElse("item"),
                                fields.expression(predicate))),
                fields.owner().position());
    }

    /**
     * Returns a call, or null if there is no such function or it does not take that many arguments.
     */
    private Expression call(Optional<Builtin> function, List<Expression> arguments, Fields fields) {
        Node node = fields.node("operation").orElse(fields.owner());
        if (function.isEmpty()) {
            return Reading.nothing(node);
        }
        Builtin builtin = function.get();
        if (arguments.size() < builtin.minArguments()
                || arguments.size() > builtin.maxArguments()) {
            // The input counts as an argument of the function, not as one of the operation.
            var arity = new Arity(builtin.minArguments() - 1, builtin.maxArguments() - 1);
            String name = fields.string("operation").orElse(builtin.names().getFirst());
            arity.report(name, arguments.size() - 1, fields, reading);
        }
        return new Expression.BuiltinCall(builtin, arguments, Optional.empty(), node.position());
    }

    private Operation compute(Step step, Fields fields, Expression value, String result) {
        return new Operation.Compute(
                step.location(reading),
                value,
                result,
                fields.optionalVariable(OperationKind.OUTPUT));
    }
}
