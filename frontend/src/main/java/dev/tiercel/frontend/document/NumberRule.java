package dev.tiercel.frontend.document;

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
record NumberRule(boolean isInteger, double min, double max, boolean allowsText) {
    /** Any number; the operation itself raises what its description says. */
    static final NumberRule ANY =
            new NumberRule(false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);

    /** Any integer; the operation itself raises what its description says. */
    static final NumberRule INTEGER =
            new NumberRule(true, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);

    /** An expression whose value is an integer within bounds. */
    static NumberRule integer(double min, double max) {
        return new NumberRule(true, min, max, true);
    }

    /** An expression whose value is a number of at least {@code min}. */
    static NumberRule atLeast(double min) {
        return new NumberRule(false, min, Double.POSITIVE_INFINITY, true);
    }

    /** A literal integer within bounds. */
    static NumberRule literal(double min, double max) {
        return new NumberRule(true, min, max, false);
    }

    void check(String field, Node node, Reading reading) {
        @Nullable Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
        String kind = isInteger ? "an integer" : "a number";
        if (value instanceof String && allowsText) {
            return;
        }
        if (!(value instanceof Number number)) {
            reading.reportType(field, kind, node);
            return;
        }
        double amount = number.doubleValue();
        boolean isWhole = value instanceof Long || allowsText && amount == Math.rint(amount);
        if (isInteger && !isWhole) {
            reading.report(
                    DiagnosticCode.WRONG_TYPE,
                    "`" + field + "` must be an integer, not " + text(node),
                    node);
        } else if (amount < min || amount > max) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`" + field + "` is " + text(node) + "; it must be " + bounds(),
                    node);
        }
    }

    private String bounds() {
        String least = text(min);
        return max == Double.POSITIVE_INFINITY || max >= Long.MAX_VALUE
                ? "at least " + least
                : least + " to " + text(max);
    }

    private static String text(double bound) {
        return Long.toString((long) bound);
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : NodeKind.of(node);
    }
}
