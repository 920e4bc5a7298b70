package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An expression of an operation.
 *
 * @param isValue whether it stands in a value position, where text is never computed (LANG-36)
 */
public record Field(Expression expression, boolean isValue) {
    /**
     * Returns the expressions of an operation in order of evaluation; those of an operation with
     * blocks only as far as they are evaluated once and before any block.
     */
    public static List<Field> of(Operation operation) {
        return switch (operation) {
            case Operation.Set(_, List<Operation.Assignment> assignments) ->
                    values(assignments.stream().map(Operation.Assignment::value));
            case Operation.Get(_, Expression value) -> List.of(new Field(value, false));
            case Operation.Return(_, Expression value, var status, var raw, var headers) ->
                    all(
                            List.of(new Field(value, true)),
                            expressions(status),
                            values(headers.stream()),
                            expressions(raw));
            case Operation.Log(_, _, Expression message) -> List.of(new Field(message, false));
            case Operation.Sleep(_, Expression milliseconds) ->
                    List.of(new Field(milliseconds, false));
            case Operation.Throw(_, Expression message, var code, var status, var data) ->
                    all(
                            List.of(new Field(message, true)),
                            expressions(code),
                            expressions(status),
                            values(data.stream()));
            case Operation.Switch(_, Expression value, _, _) -> List.of(new Field(value, false));
            case Operation.Loop loop -> List.of(new Field(loop.collection(), false));
            case Operation.While loop -> expressions(loop.maxIterations());
            case Operation.ForRange loop ->
                    all(
                            List.of(new Field(loop.start(), false), new Field(loop.end(), false)),
                            expressions(loop.step()));
            case Operation.Parallel parallel -> options(parallel.options());
            case Operation.ParallelForEach parallel ->
                    all(
                            List.of(new Field(parallel.collection(), false)),
                            options(parallel.options()));
            case Operation.CallFunction call -> values(call.arguments().stream());
            case Operation.MathOp math ->
                    math.arguments().stream().map(e -> new Field(e, false)).toList();
            case Operation.Compute compute -> List.of(new Field(compute.value(), true));
            case Operation.Connector connector ->
                    connector.parts().stream()
                            .map(part -> new Field(part.expression(), part.isValue()))
                            .toList();
            case Operation.Comment _,
                    Operation.If _,
                    Operation.Break _,
                    Operation.Continue _,
                    Operation.Try _,
                    Operation.Transaction _,
                    Operation.DefineFunction _,
                    Operation.AwaitAll _ ->
                    List.of();
        };
    }

    /**
     * Returns all expressions of an operation, those of its blocks excepted, in no particular
     * order.
     */
    public static List<Expression> all(Operation operation) {
        List<Expression> all = new ArrayList<>();
        of(operation).forEach(field -> all.add(field.expression()));
        switch (operation) {
            case Operation.If(_, List<Operation.Arm> arms, _) ->
                    arms.forEach(arm -> all.add(arm.condition()));
            case Operation.Switch(_, _, List<Operation.Case> cases, _) ->
                    cases.forEach(option -> all.add(option.value()));
            case Operation.While loop -> all.add(loop.condition());
            case Operation.Connector connector ->
                    connector.retry().ifPresent(retry -> addRetry(all, retry));
            case Operation.Try attempt -> {
                attempt.retry().ifPresent(retry -> addRetry(all, retry));
                attempt.clauses().forEach(clause -> clause.when().ifPresent(all::add));
            }
            default -> {}
        }
        return all;
    }

    private static void addRetry(List<Expression> all, Operation.Retry retry) {
        of(retry).forEach(field -> all.add(field.expression()));
        retry.when().ifPresent(all::add);
    }

    /** Returns the expressions of a retry except {@code when}. */
    public static List<Field> of(Operation.Retry retry) {
        return all(
                expressions(retry.maxAttempts()),
                expressions(retry.delayMillis()),
                expressions(retry.multiplier()),
                expressions(retry.maxDelayMillis()));
    }

    private static List<Field> options(Operation.ParallelOptions options) {
        return all(expressions(options.maxConcurrent()), expressions(options.race()));
    }

    private static List<Field> expressions(Optional<Expression> expression) {
        return expression.map(e -> new Field(e, false)).stream().toList();
    }

    private static List<Field> values(Stream<Expression> expressions) {
        return expressions.map(e -> new Field(e, true)).toList();
    }

    @SafeVarargs
    private static List<Field> all(List<Field>... lists) {
        List<Field> fields = new ArrayList<>();
        for (List<Field> list : lists) {
            fields.addAll(list);
        }
        return fields;
    }
}
