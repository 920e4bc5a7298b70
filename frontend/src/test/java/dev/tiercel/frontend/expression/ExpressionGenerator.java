package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.expression.Expression.LogicalOperator;
import dev.tiercel.ir.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Random expressions of every shape that can be read from an expression position. */
final class ExpressionGenerator {
    private static final List<String> NAMES =
            List.of("a", "b", "größe", "headers", "_x1", "nothing");
    private static final List<String> MEMBERS = List.of("a", "in", "true", "not", "headers", "x1");
    private static final List<String> STRINGS =
            List.of(
                    "",
                    "a b",
                    "it's",
                    "\"",
                    "{{",
                    "}}",
                    "{",
                    "\\",
                    "\n\t\u0001",
                    "😀",
                    "{{{ x }}",
                    "é");
    private static final List<Double> DOUBLES =
            List.of(
                    0.0,
                    1.5,
                    60.0,
                    1e16,
                    1.5e-7,
                    4.9e-324,
                    1.7976931348623157e308,
                    123456.75,
                    1e-5);

    private final SplittableRandom random;

    ExpressionGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Expression next() {
        return expression(random.nextInt(7), false);
    }

    private Expression expression(int depth, boolean isInTemplate) {
        IntFunction<Expression> part = d -> expression(d, isInTemplate);
        int d = depth - 1;
        return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(15)) {
            case 0 -> literal();
            case 1 -> new Expression.Name(pick(NAMES), Reading.START);
            case 2 -> member(part.apply(d));
            case 3 -> new Expression.Index(part.apply(d), part.apply(d), Reading.START);
            case 4 -> negate(part.apply(d));
            case 5 -> new Expression.Not(part.apply(d), Reading.START);
            case 6, 7, 8 ->
                    new Expression.Binary(
                            pick(List.of(BinaryOperator.values())),
                            part.apply(d),
                            part.apply(d),
                            Reading.START);
            case 9, 10 ->
                    new Expression.Logical(
                            pick(List.of(LogicalOperator.values())),
                            part.apply(d),
                            part.apply(d),
                            Reading.START);
            case 11 ->
                    new Expression.Conditional(
                            part.apply(d), part.apply(d), part.apply(d), Reading.START);
            case 12 -> new Expression.Call(pick(NAMES), list(d, part), Reading.START);
            case 13 -> new Expression.ArrayLiteral(list(d, part), Reading.START);
            default -> isInTemplate ? object(d, part) : objectOrText(d, part);
        };
    }

    private Expression objectOrText(int depth, IntFunction<Expression> part) {
        return random.nextBoolean() ? object(depth, part) : text(depth);
    }

    private Expression literal() {
        return new Expression.Literal(
                switch (random.nextInt(6)) {
                    case 0 -> null;
                    case 1 -> random.nextBoolean();
                    case 2 -> random.nextLong(0, Long.MAX_VALUE);
                    case 3 -> Long.MIN_VALUE;
                    case 4 -> pick(DOUBLES);
                    default -> pick(STRINGS);
                },
                Reading.START);
    }

    private Expression member(Expression target) {
        boolean isHeaders =
                ExpressionTree.of(target).endsWith(" headers)")
                        || ExpressionTree.of(target).equals("headers");
        String name = isHeaders && target instanceof Expression.Name ? "x-a-1" : pick(MEMBERS);
        return new Expression.Member(target, name, Reading.START);
    }

    // A minus before 2^63 would be part of the number.
    private Expression negate(Expression operand) {
        return new Expression.Negate(operand, Reading.START);
    }

    private List<Expression> list(int depth, IntFunction<Expression> part) {
        List<Expression> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(part.apply(depth));
        }
        return list;
    }

    private Expression object(int depth, IntFunction<Expression> part) {
        List<Expression.ObjectMember> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String key = random.nextBoolean() ? pick(MEMBERS) : pick(STRINGS);
            members.add(
                    new Expression.ObjectMember(
                            new Expression.Literal(key, Reading.START), part.apply(depth)));
        }
        return new Expression.ObjectLiteral(members, Reading.START);
    }

    /** Texts that do not follow each other, and at least one template. */
    private Expression text(int depth) {
        List<Expression> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String text = pick(STRINGS);
            if (!text.isEmpty() && random.nextBoolean()) {
                parts.add(new Expression.Literal(text, Reading.START));
            }
            parts.add(expression(depth, true));
        }
        return new Expression.Interpolation(parts, Reading.START);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
