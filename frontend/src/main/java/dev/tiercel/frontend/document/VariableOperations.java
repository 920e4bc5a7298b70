package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the operations about variables and results. */
final class VariableOperations {
    static final Map<String, LogLevel> LEVEL_BY_WORD =
            Map.of(
                    "debug", LogLevel.DEBUG,
                    "info", LogLevel.INFO,
                    "warn", LogLevel.WARN,
                    "warning", LogLevel.WARN,
                    "error", LogLevel.ERROR);
    private static final NumberRule STATUS = NumberRule.integer(200, 599);

    private final Reading reading;

    VariableOperations(Reading reading) {
        this.reading = reading;
    }

    Operation set(Step step) {
        boolean isMulti =
                step.kind() == OperationKind.SET
                        && step.argument() instanceof Node.Mapping mapping
                        && isVariables(mapping);
        return isMulti ? setMembers(step) : setOne(step);
    }

    /** Returns whether each member of a mapping under {@code set} is a variable (DOC-43). */
    private static boolean isVariables(Node.Mapping mapping) {
        boolean isVariableAndValue =
                mapping.entries().size() == 2
                        && mapping.find("variable").isPresent()
                        && mapping.find("value").isPresent();
        return !mapping.entries().isEmpty() && mapping.find("var").isEmpty() && !isVariableAndValue;
    }

    private Operation setOne(Step step) {
        if (step.kind() == OperationKind.SET
                && step.argument() instanceof Node.Scalar scalar
                && scalar.value() != null) {
            reading.reportType("set", "a mapping of variables", scalar);
            return new Operation.Set(step.location(reading), List.of());
        }
        Fields fields = step.fields(reading);
        var assignment = new Operation.Assignment(fields.variable("var"), fields.value("value"));
        return new Operation.Set(step.location(reading), List.of(assignment));
    }

    private Operation setMembers(Step step) {
        step.siblings()
                .forEach(e ->
                        reading.reportUnknownField(
                                e, "`set` with a mapping of variables", List.of()));
        List<Node.Entry> members =
                step.argument() instanceof Node.Mapping mapping ? mapping.entries() : List.of();
        return new Operation.Set(
                step.location(reading), members.stream().map(this::assignment).toList());
    }

    private Operation.Assignment assignment(Node.Entry entry) {
        reading.checkVariable(entry.key(), entry.keyPosition(), entry.value().pointer());
        return new Operation.Assignment(entry.key(), reading.expressions().value(entry.value()));
    }

    Operation get(Step step) {
        return new Operation.Get(step.location(reading), step.fields(reading).expression("var"));
    }

    Operation comment(Step step) {
        step.fields(reading);
        return new Operation.Comment(step.location(reading));
    }

    Operation log(Step step) {
        Fields fields = step.fields(reading);
        Optional<LogLevel> level = fields.choice("level", LEVEL_BY_WORD);
        level.ifPresent(l -> fields.noteWord("level", l.name().toLowerCase(Locale.ROOT)));
        return new Operation.Log(
                step.location(reading), level.orElse(LogLevel.INFO), fields.text("message"));
    }

    Operation sleep(Step step) {
        Fields fields = step.fields(reading);
        Expression duration =
                fields.number("duration_ms", NumberRule.ANY)
                        .orElseGet(() -> Reading.nothing(step.node()));
        return new Operation.Sleep(step.location(reading), duration);
    }

    Operation returnValue(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        if (scope.isInFinally()) {
            reading.report(
                    DiagnosticCode.RETURN_IN_FINALLY, "This `return` discards errors", step.node());
        }
        if (step.argument() instanceof Node.Mapping mapping && !Step.isReturnFields(mapping)) {
            warnStatusInBody(mapping, "return");
        }
        return result(step.location(reading), fields, scope);
    }

    /** Reads the {@code response} of a route (DOC-14). */
    Operation response(Node node) {
        SourceLocation location = reading.location("return", node);
        var fields = new Fields(OperationKind.RETURN.fields(), reading, node);
        if (node instanceof Node.Mapping mapping && Step.isReturnFields(mapping)) {
            mapping.entries().forEach(fields::add);
            reading.noteFields(mapping, fields);
        } else {
            fields.put("value", "response", node);
            if (node instanceof Node.Mapping mapping) {
                warnStatusInBody(mapping, "response");
            }
        }
        return result(location, fields, BlockScope.ROUTE);
    }

    private Operation result(SourceLocation location, Fields fields, BlockScope scope) {
        Expression value =
                fields.optionalValue("value").orElseGet(() -> Reading.nothing(fields.owner()));
        Optional<Expression> status = fields.number("status", STATUS);
        Optional<Expression> raw = fields.truth("raw");
        Optional<Expression> headers = fields.mapping("headers").map(this::headers);
        if (scope.place() == BlockScope.Place.ROUTE) {
            return new Operation.Return(location, value, status, raw, headers);
        }
        for (String field : List.of("status", "headers", "raw")) {
            fields.node(field).ifPresent(node -> warnIgnored(field, node, scope));
        }
        return new Operation.Return(
                location, value, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Expression headers(Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
            HeaderRules.faultOf(entry.key(), entry.value())
                    .ifPresent(fault ->
                            reading.reportKey(
                                    DiagnosticCode.INVALID_VALUE, fault, entry, Optional.empty()));
        }
        return reading.expressions().value(mapping);
    }

    private void warnIgnored(String field, Node node, BlockScope scope) {
        reading.report(
                DiagnosticCode.RETURN_FIELDS_IGNORED,
                "`" + field + "` has no effect in " + scope.place().text(),
                node);
    }

    private void warnStatusInBody(Node.Mapping mapping, String key) {
        mapping.find("status")
                .map(Node.Entry::value)
                .filter(VariableOperations::isHttpStatus)
                .ifPresent(node -> {
                    String rest =
                            FlowText.ofEntries(
                                    mapping.entries().stream()
                                            .filter(e -> !e.key().equals("status"))
                                            .toList());
                    String suggestion =
                            key + ": {value: " + rest + ", status: " + FlowText.of(node) + "}";
                    reading.report(
                            DiagnosticCode.STATUS_IN_BODY,
                            "`status` becomes part of the body; write " + suggestion,
                            node,
                            suggestion);
                });
    }

    private static boolean isHttpStatus(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.value() instanceof Long status
                && status >= 100
                && status <= 599;
    }
}
