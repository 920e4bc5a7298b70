package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lowers the retries of a {@code try} (ERR-9 to ERR-11). The body is a loop: its handler either
 * begins another iteration or goes on with the clauses.
 */
final class RetryLowering {
    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;
    private final Operation.Retry retry;
    private final RetryFields fields;
    private final LoopHeader header;

    /** Begins the loop around the body. */
    RetryLowering(
            Frame frame, BlockLowering blocks, Operation.Try attempt, Set<Variable> assigned) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
        this.retry = attempt.retry().orElseThrow();
        this.fields = new RetryFields(frame, retry);
        Set<Variable> variables = new LinkedHashSet<>(assigned);
        variables.addAll(fields.variables());
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
        fields.evaluateOnce(header, blocks.expressions());
        int number = builder.emit(new Opcode.Increment(), header.counter());
        continueIf(
                builder.emit(
                        new Opcode.Binary(BinaryOperator.LESS_OR_EQUAL),
                        number,
                        builder.read(fields.attempts())),
                error,
                giveUp);
        testWhen(error, giveUp);
        int waited =
                builder.emit(
                        new Opcode.WaitBeforeRetry(retry.fullJitter()),
                        number,
                        builder.read(fields.delay()),
                        builder.read(fields.multiplier()),
                        builder.read(fields.maxDelay()));
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
}
