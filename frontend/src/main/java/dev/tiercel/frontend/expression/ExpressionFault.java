package dev.tiercel.frontend.expression;

import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;

/**
 * The fault that ends the reading of one expression; it becomes a diagnostic in {@link
 * ExpressionReader}.
 */
final class ExpressionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DiagnosticCode code;
    private final String text;
    private final int offset;
    private final transient Optional<String> suggestion;

    ExpressionFault(DiagnosticCode code, String text, int offset, Optional<String> suggestion) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
        this.offset = offset;
        this.suggestion = suggestion;
    }

    static ExpressionFault syntax(String text, int offset) {
        return new ExpressionFault(
                DiagnosticCode.EXPRESSION_SYNTAX, text, offset, Optional.empty());
    }

    static ExpressionFault syntax(String text, int offset, String suggestion) {
        return new ExpressionFault(
                DiagnosticCode.EXPRESSION_SYNTAX, text, offset, Optional.of(suggestion));
    }

    DiagnosticCode code() {
        return code;
    }

    String text() {
        return text;
    }

    /** Returns where in the text the offending token begins. */
    int offset() {
        return offset;
    }

    Optional<String> suggestion() {
        return suggestion;
    }
}
