package dev.tiercel.runtime.json;

/** Text that is no JSON, with the place where it stops being JSON. Has no stack trace. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** Not the grammar of RFC 8259, too deep, or a number that is not finite. */
        SYNTAX,
        /** Not UTF-8. */
        ENCODING
    }

    private final Kind kind;
    private final int line;
    private final int column;

    JsonException(Kind kind, String message, int line, int column) {
        super(message, null, false, false);
        this.kind = kind;
        this.line = line;
        this.column = column;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the line, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column in code points, from 1. */
    public int column() {
        return column;
    }
}
