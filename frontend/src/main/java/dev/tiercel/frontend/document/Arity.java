package dev.tiercel.frontend.document;

import dev.tiercel.ir.DiagnosticCode;

/**
 * How many {@code args} an operation takes; {@code max} near the greatest integer means any number.
 */
record Arity(int min, int max) {
    private static final int UNBOUNDED = Integer.MAX_VALUE - 1;

    void report(String operation, int given, Fields fields, Reading reading) {
        reading.report(
                DiagnosticCode.ARITY,
                "`" + operation + "` takes " + expected() + ", " + given + " given",
                fields.node("args").orElse(fields.owner()));
    }

    private String expected() {
        if (max >= UNBOUNDED) {
            return "at least " + arguments(min);
        }
        return min == max ? arguments(min) : min + " to " + arguments(max);
    }

    private static String arguments(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }
}
