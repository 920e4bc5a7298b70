package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import java.util.Optional;

/** What the text alone says about values. */
final class Constants {
    private Constants() {}

    /** Returns the truth of a literal (LANG-73). */
    static Optional<Boolean> truth(Expression expression) {
        if (!(expression instanceof Expression.Literal literal)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (literal.value()) {
                    case null -> false;
                    case Boolean truth -> truth;
                    case Long number -> number != 0;
                    case Double number -> number != 0;
                    case String text -> !text.isEmpty();
                    default -> true;
                });
    }

    /** Whether two expressions are different integers. */
    static boolean areDifferent(Expression left, Expression right) {
        return left instanceof Expression.Literal(Long first, _, _)
                && right instanceof Expression.Literal(Long second, _, _)
                && !first.equals(second);
    }

    /** Whether an operation certainly ends normally. */
    static boolean cannotRaise(Operation operation) {
        return switch (operation) {
            case Operation.Comment _, Operation.DefineFunction _ -> true;
            case Operation.Set set ->
                    set.assignments().stream()
                            .allMatch(a -> a.value() instanceof Expression.Literal);
            default -> false;
        };
    }
}
