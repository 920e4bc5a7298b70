package dev.tiercel.benchmarks.expression;

/**
 * An expression, in the language that all engines share as far as they do. {@code %1$d} is a number
 * that differs from program to program, so that each is one of its own.
 */
public enum Case {
    /** Two comparisons. */
    PREDICATE("(base + tax) * qty > %1$d && status == 'open'"),
    /** Arithmetic on doubles and an integer. */
    ARITHMETIC("base * qty + tax / 2.0 - %1$d.5"),
    /** A choice between texts. */
    CHOICE("base * qty > %1$d.5 ? 'large' : 'small'");

    private final String text;

    Case(String text) {
        this.text = text;
    }

    /** Returns the expression of a program. */
    String text(int program) {
        return text.formatted(300 + program);
    }
}
