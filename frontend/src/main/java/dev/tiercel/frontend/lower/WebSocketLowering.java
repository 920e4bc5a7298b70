package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.WebSocketOperation;
import dev.tiercel.frontend.document.WebSocketOperation.Command;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lowers {@code ws_op} (WS-20 to WS-23). */
final class WebSocketLowering {
    private static final int CLOSE_CODE_MIN = 1000;
    private static final int CLOSE_CODE_MAX = 4999;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    WebSocketLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    void lower(WebSocketOperation operation) {
        List<String> plan = new ArrayList<>(List.of(operation.command().text()));
        List<Integer> operands = new ArrayList<>();
        Integer channel = null;
        for (Map.Entry<String, Expression> field : operation.fields().entrySet()) {
            int operand = operand(field.getKey(), field.getValue());
            plan.add(field.getKey());
            operands.add(operand);
            if (field.getKey().equals("channel")) {
                channel = operand;
            }
        }
        if (takesMessage(operation.command()) && !plan.contains("message")) {
            plan.add("message");
            operands.add(builder.emit(new Opcode.LoadRoot(Root.MESSAGE)));
        }
        int result =
                builder.emit(
                        new Opcode.CallEffect(EffectKind.WEBSOCKET, plan),
                        operands.stream().mapToInt(Integer::intValue).toArray());
        frame.assign("ws_result", result);
        if (operation.command() == Command.CLOSE) {
            operation.output().ifPresent(name -> frame.assign(name, builder.constant(null)));
            return;
        }
        int value = value(operation.command(), result, channel);
        operation.output().ifPresent(name -> frame.assign(name, value));
        builder.write(frame.last(), value);
    }

    private static boolean takesMessage(Command command) {
        return command == Command.SEND || command == Command.BROADCAST;
    }

    private int operand(String field, Expression expression) {
        int value = blocks.expressions().lower(expression);
        return switch (field) {
            case "message" -> value;
            case "code" ->
                    builder.emit(
                            new Opcode.ConvertInteger(field, CLOSE_CODE_MIN, CLOSE_CODE_MAX),
                            value);
            case "exclude_self" -> builder.emit(new Opcode.ConvertBoolean(field), value);
            case "reason" -> builder.emit(new Opcode.Unary(UnaryOperator.TEXT), value);
            default -> builder.emit(new Opcode.ConvertKey(field), value);
        };
    }

    private int value(Command command, int result, @Nullable Integer channel) {
        return switch (command) {
            case SEND -> builder.constant("sent");
            case IDENTIFY -> builder.constant("identified");
            case JOIN -> prefixed("joined ", channel);
            case LEAVE -> prefixed("left ", channel);
            case BROADCAST ->
                    channel == null
                            ? builder.constant("broadcast to all")
                            : prefixed("broadcast to channel ", channel);
            case MEMBERS -> result;
            case CLOSE -> builder.constant(null);
        };
    }

    private int prefixed(String prefix, @Nullable Integer channel) {
        int name = channel == null ? builder.constant("") : channel;
        return builder.emit(new Opcode.Concatenate(), builder.constant(prefix), name);
    }
}
