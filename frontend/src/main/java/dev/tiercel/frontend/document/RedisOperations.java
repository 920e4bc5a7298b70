package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.RedisCommand;
import dev.tiercel.ir.RedisCommand.Need;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code redis_op}. */
final class RedisOperations {
    private static final NumberRule EXPIRY = NumberRule.integer(1, Long.MAX_VALUE);

    private final Reading reading;

    RedisOperations(Reading reading) {
        this.reading = reading;
    }

    Operation command(Step step) {
        Fields fields = step.fields(reading);
        Expression command = fields.text("command");
        if (command instanceof Expression.Literal(String name, _, _)) {
            RedisCommand.find(name)
                    .ifPresentOrElse(
                            known -> checkFields(known, fields), () -> reportUnknown(name, fields));
        }
        return new RedisOperation(
                step.location(reading),
                command,
                fields.node("key").map(reading.expressions()::key),
                fields.optionalValue("value"),
                arguments(fields),
                fields.number("ttl_seconds", EXPIRY),
                fields.optionalVariable(OperationKind.OUTPUT));
    }

    private void reportUnknown(String name, Fields fields) {
        String upper = name.toUpperCase(Locale.ROOT);
        String message = "Redis command `" + upper + "` is not supported";
        Node node = fields.node("command").orElse(fields.owner());
        NearestName.find(upper, RedisCommand.names())
                .ifPresentOrElse(
                        near ->
                                reading.report(
                                        DiagnosticCode.UNSUPPORTED_COMMAND, message, node, near),
                        () -> reading.report(DiagnosticCode.UNSUPPORTED_COMMAND, message, node));
    }

    private void checkFields(RedisCommand command, Fields fields) {
        RedisCommand.Form form = command.form();
        check(command, "key", form.key(), fields);
        check(command, "value", form.value(), fields);
        check(command, "ttl_seconds", form.expiry(), fields);
        boolean isKeyGiven = form.key() == Need.OR_ARGS && fields.has("key");
        boolean isValueGiven = form.value() == Need.OR_ARGS && fields.has("value");
        boolean isTaken = form.takesArguments() && !isKeyGiven && !isValueGiven;
        Optional<Node> arguments = fields.node("args");
        if (isTaken && arguments.isEmpty()) {
            reportMissing(command, "args", fields);
        } else if (arguments.isPresent() && arguments.get() instanceof Node.Sequence list) {
            checkCount(command, list, isTaken);
        }
    }

    private void check(RedisCommand command, String field, Need need, Fields fields) {
        if (need == Need.REQUIRED && !fields.has(field)) {
            reportMissing(command, field, fields);
        } else if (need == Need.NONE && fields.has(field)) {
            Node node = fields.node(field).orElse(fields.owner());
            reading.report(
                    DiagnosticCode.UNKNOWN_FIELD,
                    "`" + field + "` is not a field of `" + command + "`",
                    node);
        }
    }

    private void checkCount(RedisCommand command, Node.Sequence list, boolean isTaken) {
        int count = list.items().size();
        if (isTaken && count == 0) {
            reading.report(DiagnosticCode.MISSING_FIELD, "`" + command + "` needs `args`", list);
        } else if (isTaken ? !command.form().allowsArguments(count) : count > 0) {
            String needed = isTaken ? command.form().argumentsText() : "no elements";
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`args` of `" + command + "` must have " + needed + ", not " + count,
                    list);
        }
    }

    private void reportMissing(RedisCommand command, String field, Fields fields) {
        reading.report(
                DiagnosticCode.MISSING_FIELD,
                "`" + command + "` needs `" + field + "`",
                fields.owner());
    }

    private Optional<Expression> arguments(Fields fields) {
        return fields.node("args")
                .map(node -> {
                    Expression value = reading.expressions().value(node);
                    boolean isList =
                            node instanceof Node.Sequence
                                    || (node instanceof Node.Scalar
                                            && !(value instanceof Expression.Literal));
                    if (!isList) {
                        reading.reportType("args", "a list", node);
                    }
                    return value;
                });
    }
}
