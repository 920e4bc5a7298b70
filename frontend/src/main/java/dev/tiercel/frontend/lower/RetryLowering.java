package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lowers the retries of a {@code try} (ERR-9 to ERR-11). The body is a loop: its handler either
 * begins another iteration or goes on with the clauses.
 */
final class RetryLowering {
    private static final long ATTEMPTS_MAX = 100;
    private static final long ATTEMPTS_DEFAULT = 3;
    private static final long DELAY_MILLIS_DEFAULT = 100;
    private static final long MULTIPLIER_DEFAULT = 2;
    private static final long DELAY_MILLIS_MAX_DEFAULT = 10_000;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;
    private final Operation.Retry retry;
    private final Variable attempts;
    private final Variable delay;
    private final Variable multiplier;
    private final Variable maxDelay;
    private final LoopHeader header;

    /** Begins the loop around the body. */
    RetryLowering(
            Frame frame, BlockLowering blocks, Operation.Try attempt, Set<Variable> assigned) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
        this.retry = attempt.retry().orElseThrow();
        this.attempts = frame.newVariable("max_attempts");
        this.delay = frame.newVariable("delay_ms");
        this.multiplier = frame.newVariable("multiplier");
        this.maxDelay = frame.newVariable("max_delay_ms");
        Set<Variable> variables = new LinkedHashSet<>(assigned);
        variables.addAll(List.of(attempts, delay, multiplier, maxDelay));
        this.header = new LoopHeader(builder, variables);
    }

    /**
     * In the handler of the body: begins the next attempt, or continues with the error for the
     * clauses.
     */
    int lower(int error, int depth) {
        Join giveUp = new Join(builder);
        int retryable = builder.newBlock();
        int matches = builder.emit(new Opcode.ErrorMatches(List.of()), error);
        builder.branch(matches, new OpenEdge(retryable), giveUp.edge(error));
        builder.enter(retryable);
        ErrorRegion region = builder.openRegion(Set.of());
        evaluateFieldsOnce();
        int number = builder.emit(new Opcode.Increment(), header.counter());
        continueIf(
                builder.emit(
                        new Opcode.Binary(BinaryOperator.LESS_OR_EQUAL),
                        number,
                        builder.read(attempts)),
                error,
                giveUp);
        testWhen(error, giveUp);
        int waited =
                builder.emit(
                        new Opcode.WaitBeforeRetry(retry.fullJitter()),
                        number,
                        builder.read(delay),
                        builder.read(multiplier),
                        builder.read(maxDelay));
        continueIf(waited, error, giveUp);
        builder.closeRegion(region);
        header.repeat(number);
        if (region.isEntered()) {
            int raised = builder.enterHandler(region);
            builder.emit(new Opcode.StoreDepth(), depth);
            giveUp.arrive(builder.emit(new Opcode.SetCause(), raised, error));
        } else {
            builder.abandonHandler(region);
        }
        giveUp.complete();
        return giveUp.value();
    }

    private void evaluateFieldsOnce() {
        Join ready = new Join(builder);
        int first = builder.newBlock();
        int isFirst =
                builder.emit(
                        new Opcode.Binary(BinaryOperator.STRICT_EQUAL),
                        header.counter(),
                        builder.constant(0L));
        builder.branch(isFirst, new OpenEdge(first), ready.edge());
        builder.enter(first);
        int attemptsValue = lowerOr(retry.maxAttempts(), ATTEMPTS_DEFAULT);
        int delayValue = lowerOr(retry.delayMillis(), DELAY_MILLIS_DEFAULT);
        int multiplierValue = lowerOr(retry.multiplier(), MULTIPLIER_DEFAULT);
        int maxDelayValue = lowerOr(retry.maxDelayMillis(), DELAY_MILLIS_MAX_DEFAULT);
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

    private void testWhen(int error, Join giveUp) {
        if (retry.when().isEmpty()) {
            return;
        }
        Variable bound = frame.newVariable("error");
        builder.bind(bound, error);
        frame.enterScope(new Scope().declare("error", bound));
        int accepted = builder.newBlock();
        int refused = builder.newBlock();
        blocks.expressions().branchOn(retry.when().get(), accepted, refused);
        frame.leaveScope();
        builder.enter(refused);
        giveUp.arrive(error);
        builder.enter(accepted);
    }

    private void continueIf(int condition, int error, Join giveUp) {
        int next = builder.newBlock();
        builder.branch(condition, new OpenEdge(next), giveUp.edge(error));
        builder.enter(next);
    }

    private int lowerOr(Optional<Expression> expression, long defaultValue) {
        return expression.isPresent()
                ? blocks.expressions().lower(expression.get())
                : builder.constant(defaultValue);
    }

    private int number(String field, double min, int value) {
        return builder.emit(new Opcode.ConvertNumber(field, min), value);
    }
}
