package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;

/**
 * The end of a hook: the variables of the connection are kept, and only a {@code return} has a
 * value (WS-14, WS-16).
 */
final class HookReturn implements ReturnTarget {
    private final RoutineBuilder builder;
    private final ConnectionScope scope;
    private final Variable value;

    HookReturn(Frame frame, ConnectionScope scope) {
        this.builder = frame.builder();
        this.scope = scope;
        this.value = frame.newVariable("returned value");
    }

    @Override
    public void evaluate(Operation.Return operation, ExpressionLowering expressions) {
        builder.write(value, expressions.lower(operation.value()));
    }

    @Override
    public void emit() {
        scope.save();
        builder.returnValue(builder.read(value));
    }

    @Override
    public void returnLast() {
        scope.save();
        builder.returnValue(builder.constant(null));
    }
}
