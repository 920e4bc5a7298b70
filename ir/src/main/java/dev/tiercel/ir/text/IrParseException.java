package dev.tiercel.ir.text;

/** The text of an IR program is not as {@link IrPrinter} would write it. */
public final class IrParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    IrParseException(int line, int column, String problem) {
        super(line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    /** Returns the 1-based line of the offending text. */
    public int line() {
        return line;
    }

    /** Returns the 1-based column of the offending text, in UTF-16 units. */
    public int column() {
        return column;
    }
}
