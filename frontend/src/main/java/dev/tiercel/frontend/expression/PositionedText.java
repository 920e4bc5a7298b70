package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Position;
import java.util.Optional;

/** A text together with the document position of each of its characters. */
final class PositionedText {
    private final String text;
    private final Position whole;
    private final Optional<Position> content;
    private int knownOffset;
    private int knownColumns;

    /**
     * @param whole position of the scalar or string literal that holds the text
     * @param content position of the first character, if the text stands on one line without
     *     escapes
     */
    PositionedText(String text, Position whole, Optional<Position> content) {
        this.text = text;
        this.whole = whole;
        this.content = content;
    }

    String text() {
        return text;
    }

    Position whole() {
        return whole;
    }

    boolean isExact() {
        return content.isPresent();
    }

    /** Returns the position of a character, or that of the whole text if no better one is known. */
    Position at(int offset) {
        return content.map(c -> new Position(c.line(), c.column() + columns(offset))).orElse(whole);
    }

    // Nearly every call is for an offset behind the last one, so that a long text is counted once.
    private int columns(int offset) {
        knownColumns +=
                offset >= knownOffset
                        ? text.codePointCount(knownOffset, offset)
                        : -text.codePointCount(offset, knownOffset);
        knownOffset = offset;
        return knownColumns;
    }
}
