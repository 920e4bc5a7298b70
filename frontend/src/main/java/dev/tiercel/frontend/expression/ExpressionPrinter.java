package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.expression.Expression.LogicalOperator;
import dev.tiercel.ir.BinaryOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The canonical text of expressions: one space around operators, no brackets that precedence makes
 * unnecessary, {@code &&} and {@code ||} for the words, a call as {@code f(x)} and several calls of
 * calls as filters.
 *
 * <p>The text of an expression that has been read reads as an equal expression again. It belongs in
 * an expression position or, if it holds no {@link Expression.Interpolation}, between the braces of
 * a template. Filters that are written as calls count as nesting, so an expression at the limit may
 * print as one beyond it. Works without recursion, so that chains of any length can be printed.
 */
public final class ExpressionPrinter {
    private final StringBuilder text = new StringBuilder();
    private final Deque<Piece> pending = new ArrayDeque<>();
    private final List<Piece> expanded = new ArrayList<>();

    private ExpressionPrinter() {}

    /** What is still to be printed. */
    private sealed interface Piece {
        record Text(String text) implements Piece {}

        /**
         * @param isFilter whether a call is printed as filter
         * @param isInString whether the expression stands in a template of a string literal
         */
        record Operand(
                Expression expression, Precedence least, boolean isFilter, boolean isInString)
                implements Piece {}
    }

    /** Returns the text of an expression. */
    public static String print(Expression expression) {
        var printer = new ExpressionPrinter();
        printer.pending.push(new Piece.Operand(expression, Precedence.TERNARY, false, false));
        printer.run();
        return printer.text.toString();
    }

    private void run() {
        while (!pending.isEmpty()) {
            switch (pending.pop()) {
                case Piece.Text(String part) -> text.append(part);
                case Piece.Operand operand -> {
                    expand(operand);
                    for (Piece piece : expanded.reversed()) {
                        pending.push(piece);
                    }
                    expanded.clear();
                }
            }
        }
    }

    private void expand(Piece.Operand operand) {
        Expression expression = operand.expression();
        boolean isFilter =
                operand.isFilter()
                        || (expression instanceof Expression.Call call && isCallOfCall(call));
        var shape = new Shape(operand.least(), isFilter, operand.isInString());
        if (!Precedence.of(expression, isFilter).isLooserThan(operand.least())) {
            expand(expression, shape);
        } else if (expression instanceof Expression.Not(Expression negated, _)
                && operand.least() != Precedence.POSTFIX) {
            add("!");
            add(negated, Precedence.UNARY, shape);
        } else {
            add("(");
            expand(expression, shape.inside());
            add(")");
        }
    }

    /** How an expression is printed where it stands. */
    private record Shape(Precedence least, boolean isFilter, boolean isInString) {
        Shape inside() {
            return new Shape(Precedence.TERNARY, isFilter, isInString);
        }

        Shape asCall() {
            return new Shape(least, false, isInString);
        }

        Shape inString() {
            return new Shape(least, isFilter, true);
        }
    }

    private void add(String part) {
        expanded.add(new Piece.Text(part));
    }

    private void add(Expression operand, Precedence least, Shape shape) {
        expanded.add(new Piece.Operand(operand, least, false, shape.isInString()));
    }

    private void expand(Expression expression, Shape shape) {
        switch (expression) {
            case Expression.Literal(Object value, _, _) -> add(LiteralText.of(value));
            case Expression.Name(String name, _) -> add(name);
            case Expression.Member(Expression target, String name, _) -> {
                add(target, Precedence.POSTFIX, shape);
                add(
                        LiteralText.isMemberName(target, name)
                                ? "." + name
                                : "[" + LiteralText.of(name) + "]");
            }
            case Expression.Index(Expression target, Expression key, _) -> {
                add(target, Precedence.POSTFIX, shape);
                add("[");
                add(key, Precedence.TERNARY, shape);
                add("]");
            }
            case Expression.Negate(Expression operand, _) -> {
                add("-");
                add(operand, Precedence.UNARY, shape);
            }
            case Expression.Not(Expression operand, _) -> not(operand, shape);
            case Expression.Binary binary -> binary(binary, shape);
            case Expression.Logical logical -> logical(logical, shape);
            case Expression.Conditional(Expression condition, Expression yes, Expression no, _) -> {
                add(condition, Precedence.COALESCE, shape);
                add(" ? ");
                add(yes, Precedence.TERNARY, shape);
                add(" : ");
                add(no, Precedence.TERNARY, shape);
            }
            case Expression.Call(String function, List<Expression> arguments, _) ->
                    call(function, arguments, shape);
            case Expression.BuiltinCall call -> builtinCall(call, shape);
            case Expression.ArrayLiteral(List<Expression> elements, _) -> {
                add("[");
                list(elements, shape);
                add("]");
            }
            case Expression.ObjectLiteral(List<Expression.ObjectMember> members, _) ->
                    object(members, shape);
            case Expression.Interpolation interpolation -> interpolation(interpolation, shape);
        }
    }

    private void not(Expression operand, Shape shape) {
        boolean isTight = Precedence.of(operand, false).compareTo(Precedence.UNARY) >= 0;
        add(isTight ? "!" : "not ");
        add(operand, isTight ? Precedence.UNARY : Precedence.NOT, shape);
    }

    private void binary(Expression.Binary binary, Shape shape) {
        BinaryOperator operator = binary.operator();
        Precedence own = Precedence.of(binary, false);
        Precedence left = own;
        Precedence right = own.tighter();
        if (operator == BinaryOperator.POWER) {
            boolean isExponent = shape.least() == Precedence.EXPONENT;
            left = isExponent ? Precedence.POSTFIX : Precedence.UNARY;
            right = Precedence.EXPONENT;
        } else if (own == Precedence.COMPARISON) {
            left = Precedence.PIPE;
        }
        add(binary.left(), left, shape);
        add(" " + operator.symbol() + " ");
        add(binary.right(), right, shape);
    }

    private void logical(Expression.Logical logical, Shape shape) {
        Precedence own = Precedence.of(logical, false);
        add(logical.left(), own, shape);
        add(symbol(logical.operator()));
        add(logical.right(), own.tighter(), shape);
    }

    private static String symbol(LogicalOperator operator) {
        return switch (operator) {
            case AND -> " && ";
            case OR -> " || ";
            case COALESCE -> " ?? ";
        };
    }

    private static boolean isCallOfCall(Expression.Call call) {
        return !call.arguments().isEmpty()
                && call.arguments().getFirst() instanceof Expression.Call inner
                && !inner.arguments().isEmpty();
    }

    private void call(String function, List<Expression> arguments, Shape shape) {
        if (!shape.isFilter()) {
            add(function + "(");
            list(arguments, shape);
            add(")");
            return;
        }
        Expression piped = arguments.getFirst();
        boolean isFilter = piped instanceof Expression.Call inner && !inner.arguments().isEmpty();
        expanded.add(
                new Piece.Operand(
                        piped,
                        isFilter ? Precedence.PIPE : Precedence.ADDITIVE,
                        isFilter,
                        shape.isInString()));
        add(" | " + function);
        if (arguments.size() > 1) {
            add("(");
            list(arguments.subList(1, arguments.size()), shape);
            add(")");
        }
    }

    private void builtinCall(Expression.BuiltinCall call, Shape shape) {
        List<Expression> arguments = new ArrayList<>(call.arguments());
        call.predicate()
                .ifPresent(predicate ->
                        arguments.add(
                                Math.min(call.function().predicateIndex(), arguments.size()),
                                new Expression.Literal(print(predicate.body()), call.position())));
        String name = call.function().names().getFirst();
        call(name.replace("aggregate ", ""), arguments, shape.asCall());
    }

    private void list(List<Expression> elements, Shape shape) {
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                add(", ");
            }
            add(elements.get(i), Precedence.TERNARY, shape);
        }
    }

    private void object(List<Expression.ObjectMember> members, Shape shape) {
        add("{");
        for (int i = 0; i < members.size(); i++) {
            Expression.ObjectMember member = members.get(i);
            if (i > 0) {
                add(", ");
            }
            if (member.key() instanceof Expression.Literal(String key, _, _)
                    && Identifier.isIdentifier(key)) {
                add(key);
            } else {
                add(member.key(), Precedence.TERNARY, shape);
            }
            add(": ");
            add(member.value(), Precedence.TERNARY, shape);
        }
        add("}");
    }

    private void interpolation(Expression.Interpolation interpolation, Shape shape) {
        List<Expression> parts = interpolation.parts();
        if (shape.isInString()) {
            List<Expression> arguments = new ArrayList<>(parts);
            arguments.addFirst(new Expression.Literal("", interpolation.position()));
            call("concat", arguments, shape.asCall());
            return;
        }
        add("'");
        boolean wasText = parts.size() == 1;
        for (Expression part : parts) {
            if (!wasText
                    && part instanceof Expression.Literal(String literal, _, _)
                    && !literal.isEmpty()) {
                add(LiteralText.content(literal, true));
                wasText = true;
            } else {
                add("{{ ");
                add(part, Precedence.TERNARY, shape.inString());
                add(" }}");
                wasText = false;
            }
        }
        add("'");
    }
}
