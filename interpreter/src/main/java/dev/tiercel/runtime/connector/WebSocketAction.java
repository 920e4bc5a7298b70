package dev.tiercel.runtime.connector;

import dev.tiercel.ir.WebSocketCommand;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.runtime.effect.WebSocketConnector.Audience;
import dev.tiercel.runtime.effect.WebSocketConnector.Delivery;
import dev.tiercel.runtime.effect.WebSocketConnector.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ws_op} (WS-20 to WS-23). */
final class WebSocketAction implements EffectAction {
    private static final Shape RESULT = Shape.of("command", "delivered", "dropped");
    private static final Shape MEMBER = Shape.of("connection_id", "user");
    private static final Delivery ONE = new Delivery(1, 0);
    private static final int CHANNEL_CHARACTERS_MAX = 200;
    private static final int NORMAL = 1000;
    private static final int APPLICATION_MIN = 3000;

    /** The message that a computed command may take. */
    private static final String RECEIVED = "received";

    /** Null if the first operand is the command. */
    private final @Nullable WebSocketCommand command;

    private final List<String> fields;

    private WebSocketAction(@Nullable WebSocketCommand command, List<String> fields) {
        this.command = command;
        this.fields = List.copyOf(fields);
    }

    /**
     * Returns the action of a command that is written in the document.
     *
     * @param plan the command, then the names of the fields
     */
    static WebSocketAction literal(List<String> plan) {
        return new WebSocketAction(find(plan.getFirst()), plan.subList(1, plan.size()));
    }

    /**
     * Returns the action of the command that is the first operand.
     *
     * @param fields names of the other operands
     */
    static WebSocketAction computed(List<String> fields) {
        return new WebSocketAction(null, fields);
    }

    /** Computes the value of an operation whose command was computed. */
    static @Nullable Object value(ExecutionContext context, @Nullable Object[] operands) {
        Object channel = operands[2];
        return switch (find(String.valueOf(operands[0])).value(channel != null)) {
            case WebSocketCommand.Value.Text(var text) -> text;
            case WebSocketCommand.Value.OfChannel(var prefix) ->
                    TextForm.concatenate(context, prefix, channel);
            case WebSocketCommand.Value.Result() -> operands[1];
            case WebSocketCommand.Value.None() -> operands[3];
        };
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        WebSocketCommand known = command;
        if (known != null) {
            return run(known, context, operands);
        }
        WebSocketCommand computed = find(String.valueOf(operands[0]));
        checkFields(computed);
        return run(computed, context, Arrays.copyOfRange(operands, 1, operands.length));
    }

    private static WebSocketCommand find(String name) {
        return WebSocketCommand.find(name)
                .orElseThrow(() ->
                        LogicError.of(
                                ErrorCode.UNSUPPORTED_COMMAND,
                                "`" + name + "` is no command of `ws_op`"));
    }

    /** Checks what is a finding of the document when the command is literal. */
    private void checkFields(WebSocketCommand computed) {
        for (String field : fields) {
            if (!field.equals(RECEIVED) && !computed.fields().contains(field)) {
                throw invalid(
                        "`" + field + "` is no field of the command `" + computed.text() + "`");
            }
        }
        computed.requiredField()
                .filter(field -> !fields.contains(field))
                .ifPresent(field -> {
                    throw invalid("`" + computed.text() + "` needs `" + field + "`");
                });
    }

    private static LogicError invalid(String message) {
        return LogicError.of(ErrorCode.INVALID_ARGUMENT, message);
    }

    private @Nullable Object run(
            WebSocketCommand chosen, ExecutionContext context, @Nullable Object[] operands) {
        WebSocketConnector sockets = context.effects().webSockets();
        Optional<String> to = text("to", operands);
        return switch (chosen) {
            case SEND -> result(context, chosen, sockets.send(message(context, operands), to));
            case BROADCAST ->
                    result(
                            context,
                            chosen,
                            sockets.broadcast(
                                    message(context, operands),
                                    audience(operands),
                                    Boolean.TRUE.equals(operand("exclude_self", operands))));
            case JOIN -> {
                sockets.join(channel(operands), to);
                yield result(context, chosen, ONE);
            }
            case LEAVE -> {
                sockets.leave(channel(operands), to);
                yield result(context, chosen, ONE);
            }
            case IDENTIFY -> {
                sockets.identify(text("user", operands).orElse(""), to);
                yield result(context, chosen, ONE);
            }
            case MEMBERS -> members(context, sockets.members(audience(operands)));
            case CLOSE -> {
                sockets.close(code(operands), text("reason", operands).orElse(""), to);
                yield result(context, chosen, ONE);
            }
        };
    }

    private WebSocketConnector.Message message(
            ExecutionContext context, @Nullable Object[] operands) {
        String field = fields.contains("message") ? "message" : RECEIVED;
        return WebSocketMessages.of(context, operand(field, operands));
    }

    private Audience audience(@Nullable Object[] operands) {
        if (fields.contains("channel")) {
            return new Audience.Channel(channel(operands));
        }
        Optional<String> route = text("route", operands);
        if (route.isPresent()) {
            return new Audience.Route(route.get());
        }
        return text("scope", operands).filter("global"::equals).isPresent()
                ? new Audience.Everybody()
                : new Audience.CurrentRoute();
    }

    private String channel(@Nullable Object[] operands) {
        String name = text("channel", operands).orElse("");
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > CHANNEL_CHARACTERS_MAX) {
            throw invalid("A channel's name has 1 to " + CHANNEL_CHARACTERS_MAX + " characters");
        }
        return name;
    }

    private int code(@Nullable Object[] operands) {
        if (!(operand("code", operands) instanceof Long code)) {
            return NORMAL;
        }
        if (code != NORMAL && code < APPLICATION_MIN) {
            throw invalid("`code` must be 1000 or between 3000 and 4999, not " + code);
        }
        return (int) (long) code;
    }

    private Optional<String> text(String field, @Nullable Object[] operands) {
        return operand(field, operands) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private @Nullable Object operand(String field, @Nullable Object[] operands) {
        int index = fields.indexOf(field);
        return index < 0 ? null : operands[index];
    }

    private static ObjectValue result(
            ExecutionContext context, WebSocketCommand done, Delivery delivery) {
        @Nullable Object[] slots = {
            done.text(), (long) delivery.delivered(), (long) delivery.dropped()
        };
        context.chargeMemory(MemoryCost.object(slots.length));
        return ObjectValue.wrap(RESULT, slots);
    }

    private static ArrayValue members(ExecutionContext context, List<Member> members) {
        context.chargeMemory(
                MemoryCost.array(members.size()) + members.size() * MemoryCost.object(2));
        @Nullable Object[] elements = new @Nullable Object[members.size()];
        for (int i = 0; i < elements.length; i++) {
            @Nullable Object[] slots = {members.get(i).connectionId(), members.get(i).user()};
            elements[i] = ObjectValue.wrap(MEMBER, slots);
        }
        return ArrayValue.wrap(elements);
    }
}
