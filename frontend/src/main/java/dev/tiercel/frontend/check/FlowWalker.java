package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.AssignedNames;
import dev.tiercel.frontend.document.Field;
import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OwnAssignments;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.ValueType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the blocks of a unit in the order in which they may run and knows at each expression which
 * variables have been assigned (LANG-11). Paths part at conditions and meet again; a loop body is
 * walked once, as if every assignment in it might have taken place before; an error may leave a
 * {@code try} at every operation that can raise one. Each expression is visited exactly once. Not
 * thread-safe.
 */
final class FlowWalker {
    private final Shared shared;
    private final Deque<LoopExits> loops = new ArrayDeque<>();
    private NameState returns;

    /** What sees the operations and expressions. */
    interface Visitor {
        /** Sees an operation before its expressions. */
        void operation(Operation operation, Scope scope, NameState state);

        void expression(Field field, Operation operation, Scope scope, NameState state);

        /** Returns every type that an expression which was seen may have. */
        ValueType type(Expression expression);
    }

    private record Shared(AssignedNames assigned, NameState.Table table, Visitor visitor) {}

    private static final class LoopExits {
        private NameState breaks;
        private NameState continues;

        LoopExits(NameState nothing) {
            breaks = nothing;
            continues = nothing;
        }
    }

    FlowWalker(AssignedNames assigned, NameState.Table table, Visitor visitor) {
        this(new Shared(assigned, table, visitor));
    }

    private FlowWalker(Shared shared) {
        this.shared = shared;
        this.returns = shared.table().unreachable();
    }

    /**
     * Walks the block of a unit or task and returns the state at its end, however it is reached.
     */
    NameState walk(List<Operation> block, NameState start, Scope scope) {
        return block(block, start.copy(), scope).join(returns);
    }

    // The state that is given to a method here may be changed by it; the one it returns belongs to
    // the caller.
    private NameState block(List<Operation> block, NameState start, Scope scope) {
        NameState state = start;
        for (Operation operation : block) {
            shared.visitor().operation(operation, scope, state);
            state = operation(operation, state, scope);
        }
        return state;
    }

    private NameState operation(Operation operation, NameState state, Scope scope) {
        if (operation instanceof Operation.Set set) {
            return set(set, state, scope);
        }
        Field.of(operation).forEach(field -> visit(field, operation, state, scope));
        return switch (operation) {
            case Operation.If choice -> choose(choice, state, scope);
            case Operation.Switch choice -> choose(choice, state, scope);
            case Operation.Loop loop ->
                    loop(NestedBlock.of(loop), runs(loop.collection()), state, scope);
            case Operation.ForRange loop -> loop(NestedBlock.of(loop), runs(loop), state, scope);
            case Operation.While loop -> repeat(loop, state, scope);
            case Operation.Try attempt -> attempt(attempt, state, scope);
            case Operation.Transaction transaction -> block(transaction.body(), state, scope);
            case Operation.Parallel parallel -> parallel(parallel, state, scope);
            case Operation.ParallelForEach parallel -> forEach(parallel, state, scope);
            case Operation.Return _ -> {
                returns = returns.join(state);
                yield left(state);
            }
            case Operation.Throw _ -> left(state);
            case Operation.Break _ -> {
                if (!loops.isEmpty()) {
                    loops.element().breaks = loops.element().breaks.join(state);
                }
                yield left(state);
            }
            case Operation.Continue _ -> {
                if (!loops.isEmpty()) {
                    loops.element().continues = loops.element().continues.join(state);
                }
                yield left(state);
            }
            case Operation.Connector connector -> {
                connector.retry().ifPresent(r -> repeat(r, connector, state, scope));
                yield assign(connector, state, scope);
            }
            case Operation.Set _,
                    Operation.Get _,
                    Operation.Comment _,
                    Operation.Log _,
                    Operation.Sleep _,
                    Operation.DefineFunction _,
                    Operation.CallFunction _,
                    Operation.MathOp _,
                    Operation.Compute _,
                    Operation.AwaitAll _ ->
                    assign(operation, state, scope);
        };
    }

    private void visit(Field field, Operation operation, NameState state, Scope scope) {
        shared.visitor().expression(field, operation, scope, state);
    }

    private void visitExpression(
            Expression expression, Operation operation, NameState state, Scope scope) {
        visit(new Field(expression, false), operation, state, scope);
    }

    private static NameState left(NameState state) {
        state.leave();
        return state;
    }

    private static NameState assign(Operation operation, NameState state, Scope scope) {
        List<String> names =
                OwnAssignments.of(operation).stream().map(OwnAssignments.Assigned::name).toList();
        state.assign(scope.withoutDeclared(names));
        return state;
    }

    private NameState set(Operation.Set set, NameState state, Scope scope) {
        for (Operation.Assignment assignment : set.assignments()) {
            visit(new Field(assignment.value(), true), set, state, scope);
            if (scope.find(assignment.variable()).isEmpty()) {
                state.assign(assignment.variable(), shared.visitor().type(assignment.value()));
            }
        }
        return state;
    }

    private NameState choose(Operation.If choice, NameState state, Scope scope) {
        NameState rest = state;
        NameState joined = shared.table().unreachable();
        for (Operation.Arm arm : choice.arms()) {
            visitExpression(arm.condition(), choice, rest, scope);
            Optional<Boolean> truth = Constants.truth(arm.condition());
            NameState entry = rest.copy();
            if (truth.isPresent()) {
                left(truth.get() ? rest : entry);
            }
            joined = joined.join(block(arm.body(), entry, scope));
        }
        return joined.join(block(choice.otherwise(), rest, scope));
    }

    private NameState choose(Operation.Switch choice, NameState state, Scope scope) {
        NameState joined = shared.table().unreachable();
        for (Operation.Case option : choice.cases()) {
            visit(new Field(option.value(), true), choice, state, scope);
            joined = joined.join(block(option.body(), state.copy(), scope));
        }
        return joined.join(block(choice.otherwise(), state, scope));
    }

    private static boolean runs(Expression collection) {
        return collection instanceof Expression.ArrayLiteral array && !array.elements().isEmpty();
    }

    private static boolean runs(Operation.ForRange loop) {
        return loop.step().isEmpty() && Constants.areDifferent(loop.start(), loop.end());
    }

    /**
     * Walks a loop.
     *
     * @param runs whether the body runs at least once
     */
    private NameState loop(NestedBlock nested, boolean runs, NameState state, Scope scope) {
        NameState head = head(nested, state, scope);
        LoopExits exits = body(nested, head, scope);
        NameState after = runs ? exits.continues : head.join(exits.continues);
        return withMaybe(after.join(exits.breaks), nested, scope);
    }

    private NameState repeat(Operation.While loop, NameState state, Scope scope) {
        NestedBlock nested = NestedBlock.of(loop);
        NameState head = head(nested, state, scope);
        visitExpression(loop.condition(), loop, head, scope);
        Optional<Boolean> runs = Constants.truth(loop.condition()).map(t -> t == loop.isWhile());
        NameState entry = head.copy();
        if (runs.isPresent() && !runs.get()) {
            left(entry);
        }
        LoopExits exits = body(nested, entry, scope);
        NameState after =
                runs.orElse(false) ? shared.table().unreachable() : head.join(exits.continues);
        return withMaybe(after.join(exits.breaks), nested, scope);
    }

    private NameState head(NestedBlock nested, NameState state, Scope scope) {
        NameState head = state.copy();
        head.maybeAssign(assignedOutside(nested, scope));
        return head;
    }

    /** Walks the body of a loop; the end of an iteration is one of its continuations. */
    private LoopExits body(NestedBlock nested, NameState head, Scope scope) {
        var exits = new LoopExits(shared.table().unreachable());
        loops.push(exits);
        NameState end = block(nested.body(), head.copy(), inside(nested, scope));
        loops.pop();
        exits.continues = exits.continues.join(end);
        return exits;
    }

    private NameState withMaybe(NameState state, NestedBlock nested, Scope scope) {
        state.maybeAssign(assignedOutside(nested, scope));
        return state;
    }

    /** Returns the variables that a block assigns in its surroundings. */
    private Collection<String> assignedOutside(NestedBlock nested, Scope scope) {
        Set<String> names = new LinkedHashSet<>(shared.assigned().of(nested.body()));
        names.removeAll(nested.roleByName().keySet());
        return scope.withoutDeclared(names);
    }

    /** Returns the scope of a block; of a declared name that it assigns nothing is known. */
    private Scope inside(NestedBlock nested, Scope scope) {
        Set<String> assigned = shared.assigned().of(nested.body());
        Map<String, NestedBlock.Role> roles = new HashMap<>(nested.roleByName());
        roles.replaceAll((name, role) -> assigned.contains(name) ? NestedBlock.Role.VALUE : role);
        return scope.inside(roles);
    }

    private NameState attempt(Operation.Try attempt, NameState state, Scope scope) {
        NestedBlock body = new NestedBlock(attempt.body(), Map.of());
        NameState failed = state.copy();
        attempt.body().stream()
                .takeWhile(Constants::cannotRaise)
                .forEach(operation -> assign(operation, failed, scope));
        failed.maybeAssign(assignedOutside(body, scope));
        NameState before = failed.copy();
        if (attempt.retry().isPresent()) {
            state.maybeAssign(assignedOutside(body, scope));
        }
        NameState end = block(attempt.body(), state, scope);
        attempt.retry().ifPresent(retry -> retry(retry, attempt, failed, scope));
        for (Operation.CatchClause clause : attempt.clauses()) {
            NestedBlock nested = NestedBlock.of(clause);
            Scope inner = inside(nested, scope);
            clause.when().ifPresent(when -> visitExpression(when, attempt, failed, inner));
            end = end.join(block(clause.body(), failed.copy(), inner));
            before.maybeAssign(assignedOutside(nested, scope));
        }
        return attempt.cleanup().isPresent()
                ? end.and(block(attempt.cleanup().get(), before, scope))
                : end;
    }

    private void retry(
            Operation.Retry retry, Operation.Try attempt, NameState failed, Scope scope) {
        Field.of(retry).forEach(field -> visit(field, attempt, failed, scope));
        Scope inner = scope.inside(Map.of("error", NestedBlock.Role.ERROR));
        retry.when().ifPresent(when -> visitExpression(when, attempt, failed, inner));
    }

    private void repeat(
            Operation.Retry retry, Operation.Connector connector, NameState state, Scope scope) {
        Field.of(retry).forEach(field -> visit(field, connector, state, scope));
        Scope inner =
                scope.inside(
                        Map.of(
                                "error", NestedBlock.Role.ERROR,
                                "response", NestedBlock.Role.VALUE));
        retry.when().ifPresent(when -> visitExpression(when, connector, state, inner));
    }

    private NameState parallel(Operation.Parallel parallel, NameState state, Scope scope) {
        boolean isCollected = parallel.options().onError() == Operation.ParallelErrors.COLLECT;
        boolean isRace =
                parallel.options().race().filter(e -> Constants.truth(e).orElse(true)).isPresent();
        NameState all = state.copy();
        NameState any = shared.table().unreachable();
        for (Operation.Task task : parallel.tasks()) {
            NameState end = new FlowWalker(shared).walk(task.body(), state, scope);
            all = all.and(end);
            any = any.join(end);
        }
        NameState after = isRace ? any : all;
        if (isCollected || parallel.tasks().isEmpty()) {
            after = state;
        }
        for (Operation.Task task : parallel.tasks()) {
            withMaybe(after, new NestedBlock(task.body(), Map.of()), scope);
        }
        return assign(parallel, after, scope);
    }

    private NameState forEach(Operation.ParallelForEach parallel, NameState state, Scope scope) {
        NestedBlock nested = NestedBlock.of(parallel);
        new FlowWalker(shared).walk(nested.body(), state, inside(nested, scope));
        return assign(parallel, withMaybe(state, nested, scope), scope);
    }
}
