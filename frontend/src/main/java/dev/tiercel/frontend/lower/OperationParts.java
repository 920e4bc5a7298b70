package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The expressions and blocks that operations consist of, for analyses that ask all of them the same
 * question.
 */
public final class OperationParts {
    private OperationParts() {}

    /**
     * Visits every operation of a block and of the blocks inside; bodies of declared functions
     * excepted.
     */
    public static void forEachOperation(List<Operation> block, Consumer<Operation> visitor) {
        Deque<Operation> pending = new ArrayDeque<>(block);
        while (!pending.isEmpty()) {
            Operation operation = pending.pop();
            visitor.accept(operation);
            List<List<Operation>> blocks = blocks(operation);
            for (int i = blocks.size() - 1; i >= 0; i--) {
                blocks.get(i).reversed().forEach(pending::push);
            }
        }
    }

    /** Visits every expression in the operations of a block, and every expression inside those. */
    public static void forEachExpression(List<Operation> block, Consumer<Expression> visitor) {
        forEachOperation(
                block, operation -> expressions(operation).forEach(e -> forEachPart(e, visitor)));
    }

    /** Visits an expression and every expression inside it, predicates of operations included. */
    public static void forEachPart(Expression expression, Consumer<Expression> visitor) {
        Deque<Expression> pending = new ArrayDeque<>();
        pending.push(expression);
        while (!pending.isEmpty()) {
            Expression next = pending.pop();
            visitor.accept(next);
            parts(next).reversed().forEach(pending::push);
        }
    }

    /** Returns the blocks of an operation, those of a declared function excepted. */
    public static List<List<Operation>> blocks(Operation operation) {
        List<List<Operation>> blocks = new ArrayList<>();
        switch (operation) {
            case Operation.If(_, var arms, var otherwise) -> {
                arms.forEach(arm -> blocks.add(arm.body()));
                blocks.add(otherwise);
            }
            case Operation.Switch(_, _, var cases, var otherwise) -> {
                cases.forEach(c -> blocks.add(c.body()));
                blocks.add(otherwise);
            }
            case Operation.Loop loop -> blocks.add(loop.body());
            case Operation.While loop -> blocks.add(loop.body());
            case Operation.ForRange loop -> blocks.add(loop.body());
            case Operation.Try attempt -> {
                blocks.add(attempt.body());
                attempt.clauses().forEach(clause -> blocks.add(clause.body()));
                attempt.cleanup().ifPresent(blocks::add);
            }
            case Operation.Parallel parallel ->
                    parallel.tasks().forEach(task -> blocks.add(task.body()));
            case Operation.ParallelForEach parallel -> blocks.add(parallel.body());
            case Operation.Set _,
                    Operation.Get _,
                    Operation.Return _,
                    Operation.Comment _,
                    Operation.Log _,
                    Operation.Sleep _,
                    Operation.Break _,
                    Operation.Continue _,
                    Operation.Throw _,
                    Operation.DefineFunction _,
                    Operation.CallFunction _,
                    Operation.MathOp _,
                    Operation.Compute _,
                    Operation.AwaitAll _ -> {}
        }
        return blocks;
    }

    /** Returns the expressions of an operation itself, in order of evaluation. */
    public static List<Expression> expressions(Operation operation) {
        List<Expression> found = new ArrayList<>();
        switch (operation) {
            case Operation.Set(_, var assignments) ->
                    assignments.forEach(a -> found.add(a.value()));
            case Operation.Get(_, var value) -> found.add(value);
            case Operation.Return(_, var value, var status, var raw, var headers) -> {
                found.add(value);
                addPresent(found, status, headers, raw);
            }
            case Operation.Log(_, _, var message) -> found.add(message);
            case Operation.Sleep(_, var milliseconds) -> found.add(milliseconds);
            case Operation.If(_, var arms, _) -> arms.forEach(arm -> found.add(arm.condition()));
            case Operation.Switch(_, var value, var cases, _) -> {
                found.add(value);
                cases.forEach(c -> found.add(c.value()));
            }
            case Operation.Loop loop -> found.add(loop.collection());
            case Operation.While loop -> {
                found.add(loop.condition());
                addPresent(found, loop.maxIterations());
            }
            case Operation.ForRange loop -> {
                found.add(loop.start());
                found.add(loop.end());
                addPresent(found, loop.step());
            }
            case Operation.Try attempt -> addTry(found, attempt);
            case Operation.Throw(_, var message, var code, var status, var data) -> {
                found.add(message);
                addPresent(found, code, status, data);
            }
            case Operation.Parallel parallel -> addOptions(found, parallel.options());
            case Operation.ParallelForEach parallel -> {
                found.add(parallel.collection());
                addOptions(found, parallel.options());
            }
            case Operation.CallFunction call -> found.addAll(call.arguments());
            case Operation.MathOp math -> found.addAll(math.arguments());
            case Operation.Compute compute -> found.add(compute.value());
            case Operation.Comment _,
                    Operation.Break _,
                    Operation.Continue _,
                    Operation.DefineFunction _,
                    Operation.AwaitAll _ -> {}
        }
        return found;
    }

    /** Returns the expressions directly inside an expression, in order of evaluation. */
    public static List<Expression> parts(Expression expression) {
        return switch (expression) {
            case Expression.Literal _, Expression.Name _ -> List.of();
            case Expression.Member(var target, _, _) -> List.of(target);
            case Expression.Index(var target, var key, _) -> List.of(target, key);
            case Expression.Negate(var operand, _) -> List.of(operand);
            case Expression.Not(var operand, _) -> List.of(operand);
            case Expression.Binary(_, var left, var right, _) -> List.of(left, right);
            case Expression.Logical(_, var left, var right, _) -> List.of(left, right);
            case Expression.Conditional(var condition, var whenTrue, var whenFalse, _) ->
                    List.of(condition, whenTrue, whenFalse);
            case Expression.Call(_, var arguments, _) -> arguments;
            case Expression.BuiltinCall(_, var arguments, var predicate, _) -> {
                List<Expression> all = new ArrayList<>(arguments);
                predicate.ifPresent(p -> all.add(p.body()));
                yield all;
            }
            case Expression.ArrayLiteral(var elements, _) -> elements;
            case Expression.ObjectLiteral(var members, _) -> {
                List<Expression> all = new ArrayList<>();
                members.forEach(m -> {
                    all.add(m.key());
                    all.add(m.value());
                });
                yield all;
            }
            case Expression.Interpolation(var parts, _) -> parts;
        };
    }

    private static void addTry(List<Expression> found, Operation.Try attempt) {
        attempt.retry()
                .ifPresent(r ->
                        addPresent(
                                found,
                                r.maxAttempts(),
                                r.delayMillis(),
                                r.multiplier(),
                                r.maxDelayMillis(),
                                r.when()));
        attempt.clauses().forEach(clause -> addPresent(found, clause.when()));
    }

    private static void addOptions(List<Expression> found, Operation.ParallelOptions options) {
        addPresent(found, options.maxConcurrent(), options.race());
    }

    @SafeVarargs
    private static void addPresent(List<Expression> found, Optional<Expression>... optional) {
        for (Optional<Expression> expression : optional) {
            expression.ifPresent(found::add);
        }
    }
}
