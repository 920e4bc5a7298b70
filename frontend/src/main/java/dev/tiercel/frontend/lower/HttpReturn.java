package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.Opcode;
import java.util.Optional;

/** The end of the logic of an HTTP route, which writes the response. */
final class HttpReturn implements ReturnTarget {
    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;

    private final RoutineBuilder builder;
    private final Variable last;
    private final Variable value;
    private final Variable status;
    private final Variable raw;
    private final Variable headers;

    HttpReturn(Frame frame) {
        builder = frame.builder();
        last = frame.last();
        value = frame.newVariable("returned value");
        status = frame.newVariable("status");
        raw = frame.newVariable("raw");
        headers = frame.newVariable("headers");
    }

    @Override
    public void evaluate(Operation.Return operation, ExpressionLowering expressions) {
        int valueId = expressions.lower(operation.value());
        int statusId = lowerOrNull(operation.status(), expressions);
        int headersId = lowerOrNull(operation.headers(), expressions);
        int rawId = lowerOrNull(operation.raw(), expressions);
        builder.write(value, valueId);
        builder.write(
                status,
                operation.status().isPresent()
                        ? builder.emit(
                                new Opcode.ConvertInteger("status", STATUS_MIN, STATUS_MAX),
                                statusId)
                        : statusId);
        builder.write(
                headers,
                operation.headers().isPresent()
                        ? builder.emit(new Opcode.CheckHeaders(), headersId)
                        : headersId);
        builder.write(
                raw,
                operation.raw().isPresent()
                        ? builder.emit(new Opcode.ConvertBoolean("raw"), rawId)
                        : rawId);
    }

    @Override
    public void emit() {
        builder.emit(
                new Opcode.Respond(),
                builder.read(value),
                builder.read(status),
                builder.read(raw),
                builder.read(headers));
        builder.returnValue(builder.constant(null));
    }

    @Override
    public void returnLast() {
        builder.write(value, builder.read(last));
        emit();
    }

    private int lowerOrNull(Optional<Expression> expression, ExpressionLowering expressions) {
        return expression.isPresent()
                ? expressions.lower(expression.get())
                : builder.constant(null);
    }
}
