package dev.tiercel.frontend.expression;

import dev.tiercel.ir.BinaryOperator;

/** How tightly the parts of an expression are bound (LANG-40), loosest first. */
enum Precedence {
    TERNARY,
    COALESCE,
    OR,
    AND,
    NOT,
    EQUALITY,
    COMPARISON,
    PIPE,
    ADDITIVE,
    MULTIPLICATIVE,
    /**
     * What stands right of {@code **}: a power needs no brackets there, and a prefix applies to it.
     */
    EXPONENT,
    POWER,
    UNARY,
    POSTFIX;

    /** Returns the precedence of what binds tighter by one level. */
    Precedence tighter() {
        return values()[ordinal() + 1];
    }

    boolean isLooserThan(Precedence other) {
        return compareTo(other) < 0;
    }

    /**
     * Returns the precedence of the text of an expression.
     *
     * @param isFilter whether a call is written with {@code |}
     */
    static Precedence of(Expression expression, boolean isFilter) {
        return switch (expression) {
            case Expression.Conditional _ -> TERNARY;
            case Expression.Logical logical ->
                    switch (logical.operator()) {
                        case COALESCE -> COALESCE;
                        case OR -> OR;
                        case AND -> AND;
                    };
            case Expression.Not(Expression operand, _) ->
                    of(operand, false).isLooserThan(UNARY) ? NOT : UNARY;
            case Expression.Binary binary -> of(binary.operator());
            case Expression.Negate _ -> UNARY;
            case Expression.Literal literal -> LiteralText.isNegative(literal) ? UNARY : POSTFIX;
            case Expression.Call _ -> isFilter ? PIPE : POSTFIX;
            case Expression.Name _,
                    Expression.Member _,
                    Expression.Index _,
                    Expression.BuiltinCall _,
                    Expression.ArrayLiteral _,
                    Expression.ObjectLiteral _,
                    Expression.Interpolation _ ->
                    POSTFIX;
        };
    }

    private static Precedence of(BinaryOperator operator) {
        return switch (operator) {
            case ADD, SUBTRACT -> ADDITIVE;
            case MULTIPLY, DIVIDE, REMAINDER -> MULTIPLICATIVE;
            case POWER -> POWER;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN, NOT_IN -> COMPARISON;
            case EQUAL, NOT_EQUAL, STRICT_EQUAL, STRICT_NOT_EQUAL -> EQUALITY;
        };
    }
}
