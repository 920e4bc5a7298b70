package dev.tiercel.frontend.document;

import dev.tiercel.frontend.document.WebSocketOperation.Command;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
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
    static final Map<String, Command> COMMANDS = commands();

    /** Commands of sessions, which connections of WebSocket routes are not. */
    private static final Set<String> OF_THE_GATEWAY = Set.of("publish", "error", "kick", "history");

    private static final NumberRule CLOSE_CODE = NumberRule.integer(1000, 4999);

    private final Reading reading;

    WebSocketOperations(Reading reading) {
        this.reading = reading;
    }

    Optional<Operation> read(Step step, BlockScope scope) {
        Fields given = step.fields(reading);
        Optional<Command> command = command(given);
        if (command.isEmpty()) {
            return Optional.empty();
        }
        given.noteWord("command", command.get().text());
        checkFields(command.get(), step, given);
        checkNeeds(command.get(), given, scope);
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (String field : fieldsOf(command.get())) {
            read(field, given).ifPresent(expression -> expressions.put(field, expression));
        }
        Optional<String> channel =
                expressions.get("channel") instanceof Expression.Literal(String name, _, _)
                        ? Optional.of(name)
                        : Optional.empty();
        channel.ifPresent(name -> checkChannel(name, given));
        return Optional.of(
                new WebSocketOperation(
                        step.location(reading),
                        command.get(),
                        expressions,
                        channel,
                        given.optionalVariable(OperationKind.OUTPUT)));
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
        if (!(node instanceof Node.Scalar scalar) || !(scalar.value() instanceof String word)) {
            reading.reportType("command", "a literal word", node);
            return Optional.empty();
        }
        Optional<Command> command = Optional.ofNullable(COMMANDS.get(word));
        if (command.isEmpty() && OF_THE_GATEWAY.contains(word)) {
            reading.report(
                    DiagnosticCode.UNSUPPORTED_COMMAND,
                    "`" + word + "` needs a tenant of the gateway",
                    node,
                    "tenant");
        } else if (command.isEmpty()) {
            String message = "`" + word + "` is no command of `ws_op`";
            NearestName.find(word, COMMANDS.keySet())
                    .ifPresentOrElse(
                            near ->
                                    reading.report(
                                            DiagnosticCode.UNSUPPORTED_COMMAND,
                                            message,
                                            node,
                                            near),
                            () ->
                                    reading.report(
                                            DiagnosticCode.UNSUPPORTED_COMMAND, message, node));
        }
        return command;
    }

    private void checkFields(Command command, Step step, Fields given) {
        for (FieldSpec field : step.kind().fields().fields()) {
            String name = field.name();
            boolean isKnown =
                    name.equals("command")
                            || name.equals(OperationKind.OUTPUT)
                            || fieldsOf(command).contains(name);
            if (given.has(name) && !isKnown) {
                reading.report(
                        DiagnosticCode.CONFLICTING_FIELDS,
                        "`" + name + "` is no field of the command `" + command.text() + "`",
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

    private void checkNeeds(Command command, Fields given, BlockScope scope) {
        boolean isOutside = scope.place() == BlockScope.Place.ROUTE;
        switch (command) {
            case JOIN, LEAVE -> need(command, "channel", given);
            case IDENTIFY -> need(command, "user", given);
            case SEND, BROADCAST, MEMBERS, CLOSE -> {}
        }
        boolean takesMessage = command == Command.SEND || command == Command.BROADCAST;
        if (takesMessage && !given.has("message") && isOutside) {
            need(command, "message", given);
        }
        if (!isOutside) {
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

    private void need(Command command, String field, Fields given) {
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

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        for (Command command : Command.values()) {
            commands.put(command.text(), command);
        }
        commands.put("subscribe", Command.JOIN);
        commands.put("unsubscribe", Command.LEAVE);
        return commands;
    }

    /** Returns the fields of a command in order of evaluation. */
    private static List<String> fieldsOf(Command command) {
        return switch (command) {
            case SEND -> List.of("message", "to");
            case BROADCAST -> List.of("message", "channel", "scope", "route", "exclude_self");
            case JOIN, LEAVE -> List.of("channel", "to");
            case IDENTIFY -> List.of("user", "to");
            case MEMBERS -> AUDIENCES;
            case CLOSE -> List.of("code", "reason", "to");
        };
    }
}
