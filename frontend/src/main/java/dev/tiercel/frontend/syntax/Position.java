package dev.tiercel.frontend.syntax;

import java.util.Comparator;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, in code points
 */
public record Position(int line, int column) {
    /** The order in which places are met when a text is read. */
    public static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);
}
