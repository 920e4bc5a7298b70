package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.WebSocketOperation;
import dev.tiercel.frontend.document.WebSocketOperation.Command;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.WebSocketCommand;
import dev.tiercel.ir.WebSocketCommand.Value;
import java.util.ArrayList;
import java.util.List;

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
        switch (operation.command()) {
            case Command.Literal(var command) -> lower(operation, command);
            case Command.Computed(var text) -> lower(operation, text);
        }
    }

    private void lower(WebSocketOperation operation, WebSocketCommand command) {
        Call call = new Call(new ArrayList<>(List.of(command.text())), new ArrayList<>());
        call.addFields(operation);
        if (command.takesMessage() && !operation.fields().containsKey("message")) {
            call.add("message", builder.emit(new Opcode.LoadRoot(Root.MESSAGE)));
        }
        int result = call.emit(EffectKind.WEBSOCKET);
        frame.assign("ws_result", result);
        boolean hasChannel = operation.fields().containsKey("channel");
        int value =
                switch (command.value(hasChannel)) {
                    case Value.Text(var text) -> builder.constant(text);
                    case Value.OfChannel(var prefix) -> prefixed(prefix, call.channel);
                    case Value.Result() -> result;
                    case Value.None() -> builder.constant(null);
                };
        operation.output().ifPresent(name -> frame.assign(name, value));
        if (!(command.value(hasChannel) instanceof Value.None)) {
            builder.write(frame.last(), value);
        }
    }

    /** What the value is, and whether there is one, is known when the command is. */
    private void lower(WebSocketOperation operation, Expression text) {
        int command =
                builder.emit(
                        new Opcode.Unary(UnaryOperator.TEXT), blocks.expressions().lower(text));
        Call call = new Call(new ArrayList<>(), new ArrayList<>(List.of(command)));
        call.addFields(operation);
        call.add("received", builder.emit(new Opcode.LoadRoot(Root.MESSAGE)));
        int result = call.emit(EffectKind.COMPUTED_WEBSOCKET);
        frame.assign("ws_result", result);
        int channel = call.channel < 0 ? builder.constant(null) : call.channel;
        int last = value(command, result, channel, builder.read(frame.last()));
        operation
                .output()
                .ifPresent(name ->
                        frame.assign(
                                name, value(command, result, channel, builder.constant(null))));
        builder.write(frame.last(), last);
    }

    private int value(int command, int result, int channel, int otherwise) {
        return builder.emit(
                new Opcode.CallEffect(EffectKind.WEBSOCKET_VALUE, List.of()),
                command,
                result,
                channel,
                otherwise);
    }

    /** An instruction under construction. */
    private final class Call {
        private final List<String> plan;
        private final List<Integer> operands;
        private int channel = -1;

        Call(List<String> plan, List<Integer> operands) {
            this.plan = plan;
            this.operands = operands;
        }

        void addFields(WebSocketOperation operation) {
            operation.fields().forEach((name, value) -> add(name, operand(name, value)));
        }

        void add(String field, int operand) {
            plan.add(field);
            operands.add(operand);
            if (field.equals("channel")) {
                channel = operand;
            }
        }

        int emit(EffectKind kind) {
            return builder.emit(
                    new Opcode.CallEffect(kind, plan),
                    operands.stream().mapToInt(Integer::intValue).toArray());
        }
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

    private int prefixed(String prefix, int channel) {
        return builder.emit(new Opcode.Concatenate(), builder.constant(prefix), channel);
    }
}
