package dev.tiercel.frontend.expression;

/** How messages quote parts of a document. */
final class Quotation {
    private static final int LENGTH_MAX = 60;

    private Quotation() {}

    /** Returns a text on one line that is short enough for a message. */
    static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LENGTH_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LENGTH_MAX - 1)) + "…";
    }
}
