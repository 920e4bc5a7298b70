package dev.tiercel.frontend.document;

import dev.tiercel.frontend.document.WebSocketOperation.Command;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.WebSocketCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ws_op} (WS-20 to WS-23). */
final class WebSocketOperations {
    private static final int CHANNEL_CHARACTERS_MAX = 200;
    private static final List<String> AUDIENCES = List.of("channel", "scope", "route");

    /** Commands of sessions, which connections of WebSocket routes are not. */
    private static final Set<String> OF_THE_GATEWAY = Set.of("publish", "error", "kick", "history");

    private static final NumberRule CLOSE_CODE = NumberRule.integer(1000, 4999);

    private final Reading reading;

    WebSocketOperations(Reading reading) {
        this.reading = reading;
    }

    Optional<Operation> read(Step step, BlockScope scope) {
        Fields given = step.fields(reading);
        return command(given).map(command -> read(command, given, step, scope));
    }

    private Operation read(Command command, Fields given, Step step, BlockScope scope) {
        List<String> fields =
                switch (command) {
                    case Command.Literal(var known) -> known.fields();
                    case Command.Computed _ -> WebSocketCommand.FIELDS;
                };
        checkFields(command, fields, step, given);
        if (command instanceof Command.Literal(var known)) {
            given.noteWord("command", known.text());
            checkNeeds(known, given, scope);
        }
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (String field : fields) {
            read(field, given).ifPresent(expression -> expressions.put(field, expression));
        }
        Optional<String> channel = literalChannel(expressions, given);
        channel.ifPresent(name -> checkChannel(name, given));
        return new WebSocketOperation(
                step.location(reading),
                command,
                expressions,
                channel,
                given.optionalVariable(OperationKind.OUTPUT));
    }

    /** Returns the name that is written as text, or as a number or truth value without quotes. */
    private static Optional<String> literalChannel(Map<String, Expression> read, Fields given) {
        if (read.get("channel") instanceof Expression.Literal(String name, _, _)) {
            return Optional.of(name);
        }
        return given.node("channel").orElse(null) instanceof Node.Scalar scalar
                        && (scalar.value() instanceof Long || scalar.value() instanceof Boolean)
                ? Optional.of(scalar.value().toString())
                : Optional.empty();
    }

    private void checkChannel(String name, Fields given) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > CHANNEL_CHARACTERS_MAX) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "A channel's name has 1 to " + CHANNEL_CHARACTERS_MAX + " characters",
                    given.node("channel").orElse(given.owner()));
        }
    }

    private Optional<Command> command(Fields given) {
        Node node = given.node("command").orElse(given.owner());
        if (!given.has("command")) {
            return Optional.empty();
        }
        if (!(node instanceof Node.Scalar scalar) || !(scalar.value() instanceof String)) {
            reading.reportType("command", "a word or a template", node);
            return Optional.empty();
        }
        Expression text = reading.expressions().text(node);
        if (!(text instanceof Expression.Literal(String word, _, _))) {
            return Optional.of(new Command.Computed(text));
        }
        Optional<WebSocketCommand> known = WebSocketCommand.find(word);
        if (known.isEmpty()) {
            reportUnknown(word, node);
        }
        return known.map(Command.Literal::new);
    }

    private void reportUnknown(String word, Node node) {
        if (OF_THE_GATEWAY.contains(word)) {
            reading.report(
                    DiagnosticCode.UNSUPPORTED_COMMAND,
                    "`" + word + "` needs a tenant of the gateway",
                    node,
                    "tenant");
            return;
        }
        String message = "`" + word + "` is no command of `ws_op`";
        NearestName.find(word, WebSocketCommand.names())
                .ifPresentOrElse(
                        near ->
                                reading.report(
                                        DiagnosticCode.UNSUPPORTED_COMMAND, message, node, near),
                        () -> reading.report(DiagnosticCode.UNSUPPORTED_COMMAND, message, node));
    }

    private void checkFields(Command command, List<String> fields, Step step, Fields given) {
        for (FieldSpec field : step.kind().fields().fields()) {
            String name = field.name();
            boolean isKnown =
                    name.equals("command")
                            || name.equals(OperationKind.OUTPUT)
                            || fields.contains(name);
            if (given.has(name) && !isKnown) {
                reading.report(
                        DiagnosticCode.CONFLICTING_FIELDS,
                        switch (command) {
                            case Command.Literal(var known) ->
                                    "`"
                                            + name
                                            + "` is no field of the command `"
                                            + known.text()
                                            + "`";
                            case Command.Computed _ ->
                                    "`" + name + "` is no field of a command without a tenant";
                        },
                        given.node(name).orElse(given.owner()));
            }
        }
        List<String> audiences = new ArrayList<>(AUDIENCES);
        audiences.removeIf(name -> !given.has(name));
        if (audiences.size() > 1) {
            reading.report(
                    DiagnosticCode.CONFLICTING_FIELDS,
                    "`" + audiences.get(0) + "` and `" + audiences.get(1) + "` exclude each other",
                    given.node(audiences.get(1)).orElse(given.owner()));
        }
        Optional<Node> scope = given.node("scope");
        if (scope.isPresent()
                && !(scope.get() instanceof Node.Scalar scalar
                        && ("global".equals(scalar.value()) || "route".equals(scalar.value())))) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`scope` must be `global` or `route`",
                    scope.get());
        }
    }

    private void checkNeeds(WebSocketCommand command, Fields given, BlockScope scope) {
        command.requiredField().ifPresent(field -> need(command, field, given));
        if (command.takesMessage() && scope.owner().isWithoutMessage()) {
            need(command, "message", given);
        }
        if (!scope.owner().isWithoutConnection()) {
            return;
        }
        switch (command) {
            case SEND, JOIN, LEAVE, IDENTIFY, CLOSE -> need(command, "to", given);
            case BROADCAST, MEMBERS -> {
                boolean isGlobal =
                        given.node("scope").orElse(null) instanceof Node.Scalar scalar
                                && "global".equals(scalar.value());
                if (!given.has("channel") && !given.has("route") && !isGlobal) {
                    reading.report(
                            DiagnosticCode.MISSING_FIELD,
                            "`"
                                    + command.text()
                                    + "` needs `channel`, `route` or `scope: global` outside hooks",
                            given.owner());
                }
            }
        }
    }

    private void need(WebSocketCommand command, String field, Fields given) {
        if (!given.has(field)) {
            reading.report(
                    DiagnosticCode.MISSING_FIELD,
                    "`" + command.text() + "` needs `" + field + "`",
                    given.owner());
        }
    }

    private Optional<Expression> read(String field, Fields given) {
        return switch (field) {
            case "message" -> given.optionalValue(field);
            case "code" -> given.number(field, CLOSE_CODE);
            case "exclude_self" -> given.truth(field);
            case "reason" -> given.node(field).map(reading.expressions()::text);
            default -> given.node(field).map(reading.expressions()::key);
        };
    }
}
