package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.runtime.effect.WebSocketConnector.Audience;
import dev.tiercel.runtime.effect.WebSocketConnector.Delivery;
import dev.tiercel.runtime.effect.WebSocketConnector.Member;
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

    private final String command;
    private final List<String> fields;

    WebSocketAction(List<String> plan) {
        this.command = plan.getFirst();
        this.fields = List.copyOf(plan.subList(1, plan.size()));
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        WebSocketConnector sockets = context.effects().webSockets();
        Optional<String> to = text("to", operands);
        return switch (command) {
            case "send" -> result(context, sockets.send(message(context, operands), to));
            case "broadcast" ->
                    result(
                            context,
                            sockets.broadcast(
                                    message(context, operands),
                                    audience(operands),
                                    Boolean.TRUE.equals(operand("exclude_self", operands))));
            case "join" -> {
                sockets.join(channel(operands), to);
                yield result(context, ONE);
            }
            case "leave" -> {
                sockets.leave(channel(operands), to);
                yield result(context, ONE);
            }
            case "identify" -> {
                sockets.identify(text("user", operands).orElse(""), to);
                yield result(context, ONE);
            }
            case "members" -> members(context, sockets.members(audience(operands)));
            case "close" -> {
                sockets.close(code(operands), text("reason", operands).orElse(""), to);
                yield result(context, ONE);
            }
            default -> throw new IllegalStateException("no command " + command);
        };
    }

    private WebSocketConnector.Message message(
            ExecutionContext context, @Nullable Object[] operands) {
        return WebSocketMessages.of(context, operand("message", operands));
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
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "A channel's name has 1 to " + CHANNEL_CHARACTERS_MAX + " characters");
        }
        return name;
    }

    private int code(@Nullable Object[] operands) {
        if (!(operand("code", operands) instanceof Long code)) {
            return NORMAL;
        }
        if (code != NORMAL && code < APPLICATION_MIN) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "`code` must be 1000 or between 3000 and 4999, not " + code);
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

    private ObjectValue result(ExecutionContext context, Delivery delivery) {
        @Nullable Object[] slots = {
            command, (long) delivery.delivered(), (long) delivery.dropped()
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
