package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import java.util.function.IntSupplier;

/** The end of a function or another routine that gives back one value. */
final class RoutineReturn implements ReturnTarget {
    private final RoutineBuilder builder;
    private final Variable value;
    private final IntSupplier implicitResult;

    /**
     * @param implicitResult gives the result of a routine that ends without {@code return}
     */
    RoutineReturn(Frame frame, IntSupplier implicitResult) {
        this.builder = frame.builder();
        this.value = frame.newVariable("returned value");
        this.implicitResult = implicitResult;
    }

    @Override
    public void evaluate(Operation.Return operation, ExpressionLowering expressions) {
        builder.write(value, expressions.lower(operation.value()));
    }

    @Override
    public void emit() {
        builder.returnValue(builder.read(value));
    }

    @Override
    public void returnLast() {
        builder.returnValue(implicitResult.getAsInt());
    }
}
