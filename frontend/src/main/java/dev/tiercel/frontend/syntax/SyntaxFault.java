package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.util.Locale;

/** Ends the reading of a text at the place after which nothing can be understood. */
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DiagnosticCode code;
    private final transient Position position;
    private final transient Pointer pointer;

    SyntaxFault(DiagnosticCode code, String message, Position position, Pointer pointer) {
        super(message, null, false, false);
        this.code = code;
        this.position = position;
        this.pointer = pointer;
    }

    /** The text is not of its format. */
    static SyntaxFault of(Format format, String description, Position position) {
        DiagnosticCode code =
                switch (format) {
                    case JSON -> DiagnosticCode.JSON_SYNTAX;
                    case YAML -> DiagnosticCode.YAML_SYNTAX;
                };
        String message =
                String.format(
                        Locale.ROOT,
                        "%s parse error: %s at line %d, column %d",
                        format,
                        description,
                        position.line(),
                        position.column());
        return new SyntaxFault(code, message, position, Pointer.ROOT);
    }

    DiagnosticCode code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Position position() {
        return position;
    }

    Pointer pointer() {
        return pointer;
    }

    /**
     * Returns whether the text as a whole does not parse, so that other findings about it mean
     * nothing.
     */
    boolean isSyntaxError() {
        return code == DiagnosticCode.JSON_SYNTAX || code == DiagnosticCode.YAML_SYNTAX;
    }
}
