package dev.tiercel.frontend.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The parts of an expression, without recursion: chains of operators may be as long as a document.
 */
public final class ExpressionWalk {
    private ExpressionWalk() {}

    /** Visits an expression and all its parts, each before its own parts, from left to right. */
    public static void forEach(Expression root, Consumer<Expression> visitor) {
        Deque<Expression> pending = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            Expression expression = pending.pop();
            visitor.accept(expression);
            for (Expression part : parts(expression).reversed()) {
                pending.push(part);
            }
        }
    }

    /**
     * Returns the immediate parts of an expression in the order of their text; a predicate comes
     * last.
     */
    public static List<Expression> parts(Expression expression) {
        return switch (expression) {
            case Expression.Literal _, Expression.Name _ -> List.of();
            case Expression.Member(Expression target, _, _) -> List.of(target);
            case Expression.Index(Expression target, Expression key, _) -> List.of(target, key);
            case Expression.Negate(Expression operand, _) -> List.of(operand);
            case Expression.Not(Expression operand, _) -> List.of(operand);
            case Expression.Binary(_, Expression left, Expression right, _) -> List.of(left, right);
            case Expression.Logical(_, Expression left, Expression right, _) ->
                    List.of(left, right);
            case Expression.Conditional(Expression condition, Expression yes, Expression no, _) ->
                    List.of(condition, yes, no);
            case Expression.Call(_, List<Expression> arguments, _) -> arguments;
            case Expression.BuiltinCall call ->
                    Stream.concat(
                                    call.arguments().stream(),
                                    call.predicate().stream().map(Expression.Predicate::body))
                            .toList();
            case Expression.ArrayLiteral(List<Expression> elements, _) -> elements;
            case Expression.ObjectLiteral(List<Expression.ObjectMember> members, _) ->
                    members.stream().flatMap(m -> Stream.of(m.key(), m.value())).toList();
            case Expression.Interpolation(List<Expression> parts, _) -> parts;
        };
    }
}
