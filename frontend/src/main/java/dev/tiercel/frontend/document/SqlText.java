package dev.tiercel.frontend.document;

import java.util.List;
import java.util.Optional;

/**
 * An SQL text whose placeholders are known (OP-23, OP-24).
 *
 * @param text with {@code ?} for each of the placeholders
 * @param style how placeholders are written, if there are any
 * @param placeholders for each of them its number from 0, or its name; for PostgreSQL mostly only
 *     where it occurs first, since the others are written as the number of that one
 * @param foreign what looks like a placeholder and is none, if there is such
 * @param mixed two placeholders of different styles as written, if there are such
 * @param refused word that begins a statement which is not allowed
 * @param isEmpty whether there is no word outside of comments
 * @param hasSeveral whether something follows the first statement
 */
record SqlText(
        String text,
        Optional<Style> style,
        List<Object> placeholders,
        Optional<String> foreign,
        Optional<List<String>> mixed,
        Optional<String> refused,
        boolean isEmpty,
        boolean hasSeveral) {
    SqlText {
        placeholders = List.copyOf(placeholders);
    }

    /** How placeholders are written. */
    enum Style {
        /** {@code ?}, by position. */
        POSITION,
        /** {@code $1}. */
        NUMBER,
        /** {@code :name}. */
        NAME
    }

    static SqlText of(String source, SqlDialect dialect) {
        return new SqlScanner(source, dialect).scan();
    }
}
