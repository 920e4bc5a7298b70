package dev.tiercel.server.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement does, as the word tells that follows comments and common table expressions. */
enum StatementKind {
    /** Adds rows, or replaces some. */
    INSERT,
    /** Changes or removes rows. */
    CHANGE,
    /** May have several results, and its error may come after the first of them. */
    PROCEDURE,
    OTHER;

    private static final Pattern WORD =
            Pattern.compile(
                    "(?:\\s|#[^\\n]*\\n|--[^\\n]*\\n|/\\*.*?\\*/)*+"
                            + "(?:with\\b.*\\)\\s*)?"
                            + "(insert|replace|update|delete|call|execute)\\b",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static StatementKind of(String statement) {
        Matcher word = WORD.matcher(statement);
        if (!word.lookingAt()) {
            return OTHER;
        }
        return switch (word.group(1).toLowerCase(Locale.ROOT)) {
            case "insert", "replace" -> INSERT;
            case "update", "delete" -> CHANGE;
            default -> PROCEDURE;
        };
    }
}
