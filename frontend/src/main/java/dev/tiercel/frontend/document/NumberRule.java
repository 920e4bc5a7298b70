package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import org.jspecify.annotations.Nullable;

/**
 * What a literal in a numeric field must be. Text is an expression, whose value is checked when it
 * is known.
 *
 * @param isInteger whether a fraction is not allowed
 * @param allowsText whether the field may be an expression
 */
record NumberRule(boolean isInteger, long min, long max, boolean allowsText) {
    /** Any number; the operation itself raises what its description says. */
    static final NumberRule ANY = new NumberRule(false, Long.MIN_VALUE, Long.MAX_VALUE, true);

    /** Any integer; the operation itself raises what its description says. */
    static final NumberRule INTEGER = integer(Long.MIN_VALUE, Long.MAX_VALUE);

    /** An expression whose value is an integer within bounds. */
    static NumberRule integer(long min, long max) {
        return new NumberRule(true, min, max, true);
    }

    /** An expression whose value is a number of at least {@code min}. */
    static NumberRule atLeast(long min) {
        return new NumberRule(false, min, Long.MAX_VALUE, true);
    }

    /** A literal integer within bounds. */
    static NumberRule literal(long min, long max) {
        return new NumberRule(true, min, max, false);
    }

    /** Reports a literal that does not fit. */
    void check(String field, Node node, Reading reading) {
        @Nullable Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
        if (!(value instanceof String && allowsText)) {
            check(field, value, node, reading);
        }
    }

    /**
     * Returns the expression of a field, after reporting a number in it that is out of bounds. A
     * text that yields a number with a fraction raises when it is evaluated.
     */
    Expression read(String field, Node node, Reading reading) {
        check(field, node, reading);
        Expression expression = reading.expressions().expression(node);
        boolean isText = node instanceof Node.Scalar scalar && scalar.value() instanceof String;
        if (isText
                && expression instanceof Expression.Literal literal
                && literal.value() instanceof Number number
                && !(isInteger && !isWhole(number))) {
            check(field, number, node, reading);
        }
        return expression;
    }

    private void check(String field, @Nullable Object value, Node node, Reading reading) {
        if (!(value instanceof Number number)) {
            reading.reportType(field, isInteger ? "an integer" : "a number", node);
            return;
        }
        if (isInteger && !isWhole(number)) {
            reading.report(
                    DiagnosticCode.WRONG_TYPE,
                    "`" + field + "` must be an integer, not " + text(node),
                    node);
        } else if (!isWithin(number)) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`" + field + "` is " + text(node) + "; it must be " + bounds(),
                    node);
        }
    }

    private boolean isWhole(Number number) {
        double amount = number.doubleValue();
        return number instanceof Long || (allowsText && amount == Math.rint(amount));
    }

    private boolean isWithin(Number number) {
        if (number instanceof Long exact) {
            return exact >= min && exact <= max;
        }
        boolean isUnbounded = min == Long.MIN_VALUE;
        double amount = number.doubleValue();
        boolean isBelowMax = max == Long.MAX_VALUE || amount <= (double) max;
        return isUnbounded || (amount >= (double) min && isBelowMax);
    }

    private String bounds() {
        return max == Long.MAX_VALUE ? "at least " + min : min + " to " + max;
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : NodeKind.of(node);
    }
}
