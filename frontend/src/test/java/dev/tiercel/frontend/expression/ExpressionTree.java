package dev.tiercel.frontend.expression;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shape of an expression as nested brackets, independent of how expressions are printed. */
final class ExpressionTree {
    private ExpressionTree() {}

    static String of(Expression expression) {
        return switch (expression) {
            case Expression.Literal(String text, _, _) -> '"' + text + '"';
            case Expression.Literal(Object value, _, _) -> String.valueOf(value);
            case Expression.Name(String name, _) -> name;
            case Expression.Member(Expression target, String name, _) ->
                    node(".", List.of(target), name);
            case Expression.Index(Expression target, Expression key, _) ->
                    node("[]", List.of(target, key));
            case Expression.Negate(Expression operand, _) -> node("neg", List.of(operand));
            case Expression.Not(Expression operand, _) -> node("not", List.of(operand));
            case Expression.Binary(var operator, Expression left, Expression right, _) ->
                    node(operator.symbol(), List.of(left, right));
            case Expression.Logical(var operator, Expression left, Expression right, _) ->
                    node(operator.name().toLowerCase(Locale.ROOT), List.of(left, right));
            case Expression.Conditional(Expression condition, Expression yes, Expression no, _) ->
                    node("?", List.of(condition, yes, no));
            case Expression.Call(String function, List<Expression> arguments, _) ->
                    node("call " + function, arguments);
            case Expression.BuiltinCall call ->
                    node("builtin " + call.function(), ExpressionWalk.parts(call));
            case Expression.ArrayLiteral(List<Expression> elements, _) -> node("array", elements);
            case Expression.ObjectLiteral(List<Expression.ObjectMember> members, _) ->
                    node(
                            "object",
                            members.stream().flatMap(m -> Stream.of(m.key(), m.value())).toList());
            case Expression.Interpolation(List<Expression> parts, _) -> node("text", parts);
        };
    }

    private static String node(String head, List<Expression> parts, String... names) {
        return Stream.of(Stream.of(head), parts.stream().map(ExpressionTree::of), Stream.of(names))
                .flatMap(s -> s)
                .collect(Collectors.joining(" ", "(", ")"));
    }
}
