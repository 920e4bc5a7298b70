package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ValueType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lowers {@code try} with retry, clauses and cleanup (ERR-5 to ERR-15). */
final class TryLowering {
    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    TryLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    void lower(Operation.Try attempt) {
        blocks.begin(attempt);
        int depth = builder.emit(new Opcode.LoadDepth());
        Join after = new Join(builder);
        if (attempt.cleanup().isEmpty()) {
            lowerBodyAndClauses(attempt, depth, after::arrive);
        } else {
            lowerWithCleanup(attempt, attempt.cleanup().get(), depth, after);
        }
        after.complete();
        blocks.resume(attempt.location());
    }

    private void lowerWithCleanup(
            Operation.Try attempt, List<Operation> cleanup, int depth, Join after) {
        Enclosing.Cleanup context = new Enclosing.Cleanup(frame);
        blocks.enter(context);
        ErrorRegion region = builder.openRegion(assignedBeforeCleanup(attempt));
        lowerBodyAndClauses(attempt, depth, context::arriveNormally);
        blocks.leave();
        builder.closeRegion(region);
        if (region.isEntered()) {
            int error = builder.enterHandler(region);
            builder.emit(new Opcode.StoreDepth(), depth);
            context.arriveWithError(error);
        } else {
            builder.abandonHandler(region);
        }
        context.join().complete();
        if (builder.isReachable()) {
            lowerCleanup(attempt, cleanup, depth, context, after);
        }
    }

    private void lowerCleanup(
            Operation.Try attempt,
            List<Operation> cleanup,
            int depth,
            Enclosing.Cleanup context,
            Join after) {
        int completion = context.completion();
        int pending = context.error();
        int lastValue = builder.read(frame.last());
        ErrorRegion region = builder.openRegion(assigned(cleanup));
        frame.beginCleanup(pending);
        blocks.lower(cleanup);
        frame.endHandling();
        builder.closeRegion(region);
        if (builder.isReachable()) {
            blocks.resume(attempt.location());
            builder.write(frame.last(), lastValue);
            complete(context, completion, pending, after);
        }
        if (region.isEntered()) {
            int raised = builder.enterHandler(region);
            builder.emit(new Opcode.StoreDepth(), depth);
            raiseWithPending(raised, completion, pending);
        } else {
            builder.abandonHandler(region);
        }
    }

    /** Lets the completion that was pending before the cleanup take effect. */
    private void complete(Enclosing.Cleanup context, int completion, int pending, Join after) {
        int failed = branchOnCompletion(completion, Enclosing.Cleanup.ERROR);
        builder.enter(failed);
        builder.raise(pending);
        builder.enter(failed + 1);
        for (Exit exit : context.exits()) {
            int leaving = branchOnCompletion(completion, context.number(exit));
            int mark = builder.environment().mark();
            builder.enter(leaving);
            blocks.exit(exit);
            builder.environment().rollback(mark);
            builder.enter(leaving + 1);
        }
        after.arrive();
    }

    private void raiseWithPending(int raised, int completion, int pending) {
        int failed = branchOnCompletion(completion, Enclosing.Cleanup.ERROR);
        builder.enter(failed);
        builder.raise(builder.emit(new Opcode.SetCause(), raised, pending));
        builder.enter(failed + 1);
        builder.raise(raised);
    }

    /** Branches on a completion and returns the block for equality; the other one is the next. */
    private int branchOnCompletion(int completion, long number) {
        int isIt =
                builder.emit(
                        new Opcode.Binary(BinaryOperator.STRICT_EQUAL),
                        completion,
                        builder.constant(number));
        int matching = builder.newBlock();
        int other = builder.newBlock();
        builder.branch(isIt, new OpenEdge(matching), new OpenEdge(other));
        return matching;
    }

    private void lowerBodyAndClauses(Operation.Try attempt, int depth, Runnable completesNormally) {
        if (attempt.clauses().isEmpty() && attempt.retry().isEmpty()) {
            blocks.lower(attempt.body());
            completesNormally.run();
            return;
        }
        RetryLowering retry =
                attempt.retry().isPresent()
                        ? new RetryLowering(frame, blocks, attempt, assigned(attempt.body()))
                        : null;
        ErrorRegion region = builder.openRegion(assigned(attempt.body()));
        blocks.lower(attempt.body());
        builder.closeRegion(region);
        completesNormally.run();
        if (!region.isEntered()) {
            builder.abandonHandler(region);
            return;
        }
        int error = builder.enterHandler(region);
        blocks.resume(attempt.location());
        builder.emit(new Opcode.StoreDepth(), depth);
        for (int handled : frame.handledErrors()) {
            error = builder.emit(new Opcode.SetCause(), error, handled);
        }
        if (retry != null) {
            error = retry.lower(error, depth);
        }
        lowerClauses(attempt, error, depth, completesNormally);
    }

    private void lowerClauses(
            Operation.Try attempt, int error, int depth, Runnable completesNormally) {
        if (attempt.clauses().isEmpty()) {
            builder.raise(error);
            return;
        }
        ErrorRegion region = builder.openRegion(assignedByClauses(attempt));
        for (Operation.CatchClause clause : attempt.clauses()) {
            lowerClause(attempt, clause, error, completesNormally);
        }
        builder.closeRegion(region);
        if (builder.isReachable()) {
            builder.raise(error);
        }
        if (region.isEntered()) {
            int raised = builder.enterHandler(region);
            builder.emit(new Opcode.StoreDepth(), depth);
            builder.raise(builder.emit(new Opcode.SetCause(), raised, error));
        } else {
            builder.abandonHandler(region);
        }
    }

    private void lowerClause(
            Operation.Try attempt,
            Operation.CatchClause clause,
            int error,
            Runnable completesNormally) {
        blocks.resume(attempt.location());
        int mark = builder.environment().mark();
        int matches = builder.emit(new Opcode.ErrorMatches(clause.codes()), error);
        int body = builder.newBlock();
        int next = builder.newBlock();
        Scope scope = new Scope().declare(clause.name(), bound(clause, error));
        frame.enterScope(scope);
        branchOnClause(clause, matches, body, next);
        builder.enter(body);
        frame.beginHandling(error);
        blocks.lower(clause.body());
        frame.endHandling();
        frame.leaveScope();
        completesNormally.run();
        builder.environment().rollback(mark);
        builder.enter(next);
    }

    private void branchOnClause(Operation.CatchClause clause, int matches, int body, int next) {
        if (clause.when().isEmpty()) {
            builder.branch(matches, new OpenEdge(body), new OpenEdge(next));
            return;
        }
        int test = builder.newBlock();
        builder.branch(matches, new OpenEdge(test), new OpenEdge(next));
        builder.enter(test);
        blocks.expressions().branchOn(clause.when().get(), body, next);
    }

    /** Where the clause does not assign its error, the paths that leave it need not merge it. */
    private Variable bound(Operation.CatchClause clause, int error) {
        if (!frame.unit().assignedNames().of(clause.body()).contains(clause.name())) {
            return new Variable("error", ValueType.OBJECT, () -> error);
        }
        Variable variable = frame.newVariable("error");
        builder.bind(variable, error);
        return variable;
    }

    private Set<Variable> assigned(List<Operation> block) {
        return frame.variables(frame.unit().assignedNames().of(block));
    }

    private Set<Variable> assignedByClauses(Operation.Try attempt) {
        Set<String> names = new LinkedHashSet<>();
        for (Operation.CatchClause clause : attempt.clauses()) {
            Set<String> assigned =
                    new LinkedHashSet<>(frame.unit().assignedNames().of(clause.body()));
            assigned.remove(clause.name());
            names.addAll(assigned);
        }
        return frame.variables(names);
    }

    private Set<Variable> assignedBeforeCleanup(Operation.Try attempt) {
        Set<Variable> variables = new LinkedHashSet<>(assigned(attempt.body()));
        variables.addAll(assignedByClauses(attempt));
        return variables;
    }
}
