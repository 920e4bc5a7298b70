package dev.tiercel.frontend.syntax;

/**
 * Lines and columns of the characters of a text. A line ends with LF, CR or both. Asking in
 * ascending order costs one pass over the text in all. Not thread-safe.
 */
final class TextPositions {
    private final String text;
    private int offset;
    private int line = 1;
    private int column = 1;

    TextPositions(String text) {
        this.text = text;
    }

    /** Returns the place of the UTF-16 unit at an index; the length of the text is allowed. */
    Position at(int index) {
        if (index < offset) {
            offset = 0;
            line = 1;
            column = 1;
        }
        while (offset < index) {
            int codePoint = text.codePointAt(offset);
            offset += Character.charCount(codePoint);
            boolean isLineEnd =
                    codePoint == '\n'
                            || (codePoint == '\r'
                                    && !(offset < text.length() && text.charAt(offset) == '\n'));
            line = isLineEnd ? line + 1 : line;
            column = isLineEnd ? 1 : column + 1;
        }
        return new Position(line, column);
    }
}
