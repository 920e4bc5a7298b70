package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ValueType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of {@code retry}, which are evaluated once, after the first failed attempt (OP-3). */
final class RetryFields {
    private static final long ATTEMPTS_MAX = 100;
    private static final long ATTEMPTS_DEFAULT = 3;
    private static final long DELAY_MILLIS_DEFAULT = 100;
    private static final long MULTIPLIER_DEFAULT = 2;
    private static final long DELAY_MILLIS_MAX_DEFAULT = 10_000;

    private final RoutineBuilder builder;
    private final Operation.Retry retry;
    private final Variable attempts;
    private final Variable delay;
    private final Variable multiplier;
    private final Variable maxDelay;

    RetryFields(Frame frame, Operation.Retry retry) {
        this.builder = frame.builder();
        this.retry = retry;
        this.attempts = field("max_attempts", ValueType.INTEGER);
        this.delay = field("delay_ms", ValueType.NUMBER);
        this.multiplier = field("multiplier", ValueType.NUMBER);
        this.maxDelay = field("max_delay_ms", ValueType.NUMBER);
    }

    /** Makes the variable of a field, which is 0 before the first failure. */
    private Variable field(String name, ValueType type) {
        return new Variable(name, type, () -> builder.emitAtEntry(new Opcode.Constant(0L)));
    }

    /** Returns the variables, which the header of the loop of attempts must carry. */
    Set<Variable> variables() {
        return new LinkedHashSet<>(List.of(attempts, delay, multiplier, maxDelay));
    }

    Variable attempts() {
        return attempts;
    }

    Variable delay() {
        return delay;
    }

    Variable multiplier() {
        return multiplier;
    }

    Variable maxDelay() {
        return maxDelay;
    }

    /** Evaluates the fields unless an earlier attempt has failed. */
    void evaluateOnce(LoopHeader header, ExpressionLowering expressions) {
        Join ready = new Join(builder);
        int first = builder.newBlock();
        int isFirst =
                builder.emit(
                        new Opcode.Binary(BinaryOperator.STRICT_EQUAL),
                        header.counter(),
                        builder.constant(0L));
        builder.branch(isFirst, new OpenEdge(first), ready.edge());
        builder.enter(first);
        int attemptsValue = lowerOr(retry.maxAttempts(), ATTEMPTS_DEFAULT, expressions);
        int delayValue = lowerOr(retry.delayMillis(), DELAY_MILLIS_DEFAULT, expressions);
        int multiplierValue = lowerOr(retry.multiplier(), MULTIPLIER_DEFAULT, expressions);
        int maxDelayValue = lowerOr(retry.maxDelayMillis(), DELAY_MILLIS_MAX_DEFAULT, expressions);
        builder.write(
                attempts,
                builder.emit(
                        new Opcode.ConvertInteger("max_attempts", 0, ATTEMPTS_MAX), attemptsValue));
        builder.write(delay, number("delay_ms", 0, delayValue));
        builder.write(multiplier, number("multiplier", 1, multiplierValue));
        builder.write(maxDelay, number("max_delay_ms", 0, maxDelayValue));
        ready.arrive();
        ready.complete();
    }

    private int lowerOr(
            Optional<Expression> expression, long defaultValue, ExpressionLowering expressions) {
        return expression.isPresent()
                ? expressions.lower(expression.get())
                : builder.constant(defaultValue);
    }

    private int number(String field, double min, int value) {
        return builder.emit(new Opcode.ConvertNumber(field, min), value);
    }
}
