package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.document.HttpOperation;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.RedisOperation;
import dev.tiercel.frontend.document.SqlOperation;
import dev.tiercel.frontend.document.WebSocketOperation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers the operations that speak to other systems. */
final class ConnectorLowering {
    private final RoutineBuilder builder;
    private final BlockLowering blocks;
    private final HttpLowering http;
    private final WebSocketLowering webSockets;
    private final ExtensionLowering extensions;

    ConnectorLowering(Frame frame, BlockLowering blocks) {
        this.builder = frame.builder();
        this.blocks = blocks;
        this.http = new HttpLowering(frame, blocks.expressions());
        this.extensions = new ExtensionLowering(frame, blocks);
        this.webSockets = new WebSocketLowering(frame, blocks);
    }

    void lower(Operation.Connector connector) {
        switch (connector) {
            case SqlOperation statement -> {
                blocks.beginEffect(statement);
                assign(lower(statement), statement);
            }
            case RedisOperation command -> {
                blocks.beginEffect(command);
                assign(lower(command), command);
            }
            case HttpOperation request -> {
                blocks.beginEffect(request);
                assign(http.lower(request), request);
            }
            case WebSocketOperation operation -> {
                blocks.beginEffect(operation);
                webSockets.lower(operation);
            }
            case ExtensionOperation operation -> assign(extensions.lower(operation), operation);
        }
    }

    private void assign(int result, Operation.Connector connector) {
        blocks.assignResult(result, connector.resultVariable(), connector.output());
    }

    private int lower(SqlOperation statement) {
        List<String> plan = new ArrayList<>();
        plan.add(statement.isTable() ? "table" : "rows");
        plan.add(statement.database());
        plan.add(statement.statement());
        List<Integer> operands = new ArrayList<>();
        switch (statement.arguments()) {
            case SqlOperation.Arguments.Given(var values, var order) -> {
                plan.add("given");
                order.forEach(index -> plan.add(String.valueOf(index)));
                values.forEach(value -> operands.add(blocks.expressions().lower(value)));
            }
            case SqlOperation.Arguments.FromList(var list, var order) -> {
                plan.add("list");
                order.forEach(index -> plan.add(String.valueOf(index)));
                operands.add(blocks.expressions().lower(list));
            }
            case SqlOperation.Arguments.FromMembers(var members, var names) -> {
                plan.add("members");
                plan.addAll(names);
                operands.add(blocks.expressions().lower(members));
            }
        }
        operands.add(timeout(statement.timeoutMillis(), builder, blocks.expressions()));
        return emit(EffectKind.SQL, plan, operands);
    }

    private int lower(RedisOperation command) {
        List<String> plan = new ArrayList<>();
        List<Integer> operands = new ArrayList<>();
        operands.add(text(command.command()));
        command.key()
                .ifPresent(key -> {
                    plan.add("key");
                    int value = blocks.expressions().lower(key);
                    operands.add(builder.emit(new Opcode.ConvertKey("key"), value));
                });
        command.value()
                .ifPresent(value -> {
                    plan.add("value");
                    operands.add(blocks.expressions().lower(value));
                });
        command.arguments()
                .ifPresent(arguments -> {
                    plan.add("args");
                    operands.add(blocks.expressions().lower(arguments));
                });
        command.expirySeconds()
                .ifPresent(expiry -> {
                    plan.add("ttl_seconds");
                    int value = blocks.expressions().lower(expiry);
                    operands.add(
                            builder.emit(
                                    new Opcode.ConvertInteger("ttl_seconds", 1, Long.MAX_VALUE),
                                    value));
                });
        return emit(EffectKind.REDIS, plan, operands);
    }

    private int text(Expression expression) {
        int value = blocks.expressions().lower(expression);
        return builder.emit(new Opcode.Unary(UnaryOperator.TEXT), value);
    }

    private int emit(EffectKind kind, List<String> plan, List<Integer> operands) {
        return builder.emit(
                new Opcode.CallEffect(kind, plan),
                operands.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Emits a time limit in milliseconds, null if there is none. */
    static int timeout(
            Optional<Expression> millis, RoutineBuilder builder, ExpressionLowering expressions) {
        if (millis.isEmpty()) {
            return builder.constant(null);
        }
        int value = expressions.lower(millis.get());
        return builder.emit(new Opcode.ConvertNumber("timeout_ms", 1), value);
    }
}
