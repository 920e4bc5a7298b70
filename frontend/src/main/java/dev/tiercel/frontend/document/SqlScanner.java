package dev.tiercel.frontend.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the placeholders of one SQL text: outside string literals, quoted identifiers, comments and
 * casts. Knows the lexical rules that SQLite, PostgreSQL and MariaDB share, dollar quotes and
 * escape strings of PostgreSQL, and {@code ??}, by which JDBC writes an operator {@code ?}. Not
 * thread-safe.
 */
final class SqlScanner {
    private static final Set<String> TRANSACTION_WORDS =
            Set.of("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "END", "ABORT");
    private static final int DIGITS_MAX = 5;

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> placeholders = new ArrayList<>();
    private SqlText.@Nullable Style style;
    private @Nullable String firstPlaceholder;
    private @Nullable List<String> mixed;
    private @Nullable String firstWord;
    private @Nullable String refused;
    private int at;
    private int wordCount;
    private int blockDepth;
    private boolean isEnded;
    private boolean hasSeveral;

    SqlScanner(String source) {
        this.source = source;
    }

    SqlText scan() {
        while (at < source.length()) {
            step();
        }
        return new SqlText(
                text.toString(),
                Optional.ofNullable(style),
                placeholders,
                Optional.ofNullable(mixed),
                Optional.ofNullable(refused),
                firstWord == null,
                hasSeveral);
    }

    private void step() {
        char next = source.charAt(at);
        if (Character.isWhitespace(next)) {
            copy(1);
            return;
        }
        if (source.startsWith("--", at)) {
            copyThrough("\n", 2);
            return;
        }
        if (source.startsWith("/*", at)) {
            copyThrough("*/", 2);
            return;
        }
        if (next == ';' && blockDepth == 0) {
            isEnded = true;
            copy(1);
            return;
        }
        hasSeveral |= isEnded;
        switch (next) {
            case '\'', '"', '`' -> copyQuoted(next, false);
            case '?' -> question();
            case '$' -> dollar();
            case ':' -> colon();
            default -> {
                if (Character.isJavaIdentifierStart(next)) {
                    word();
                } else if (isDigit(next)) {
                    copy(1);
                    copyWhileWord();
                } else {
                    copy(1);
                }
            }
        }
    }

    private void question() {
        if (source.startsWith("??", at)) {
            copy(2);
        } else {
            add(SqlText.Style.POSITION, 1, count());
        }
    }

    private int count() {
        return style == SqlText.Style.POSITION ? placeholders.size() : 0;
    }

    private void dollar() {
        int end = at + 1;
        while (end < source.length() && isDigit(source.charAt(end))) {
            end++;
        }
        int digits = end - at - 1;
        if (digits > 0 && digits <= DIGITS_MAX) {
            int number = Integer.parseInt(source.substring(at + 1, end));
            add(SqlText.Style.NUMBER, end - at, number - 1);
            return;
        }
        end = at + 1;
        while (end < source.length()
                && source.charAt(end) != '$'
                && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        boolean isQuote = end < source.length() && source.charAt(end) == '$';
        if (isQuote) {
            String tag = source.substring(at, end + 1);
            copyThrough(tag, tag.length());
        } else {
            copy(1);
        }
    }

    private void colon() {
        if (source.startsWith("::", at)) {
            copy(2);
            return;
        }
        int end = at + 1;
        if (end < source.length() && isNameStart(source.charAt(end))) {
            while (end < source.length() && isNamePart(source.charAt(end))) {
                end++;
            }
            add(SqlText.Style.NAME, end - at, source.substring(at + 1, end));
        } else {
            copy(1);
        }
    }

    private void add(SqlText.Style found, int length, Object placeholder) {
        String written = source.substring(at, at + length);
        if (style == null) {
            style = found;
            firstPlaceholder = written;
        } else if (style != found && mixed == null) {
            mixed = List.of(String.valueOf(firstPlaceholder), written);
        }
        placeholders.add(placeholder);
        text.append('?');
        at += length;
    }

    private void word() {
        int start = at;
        copyWhileWord();
        String word = source.substring(start, at).toUpperCase(Locale.ROOT);
        wordCount++;
        boolean isSecond = wordCount == 2;
        if (firstWord == null) {
            firstWord = word;
            if (TRANSACTION_WORDS.contains(word)) {
                refused = word;
            }
        } else if (isSecond && firstWord.equals("START") && word.equals("TRANSACTION")) {
            refused = "START TRANSACTION";
        } else if (firstWord.equals("CREATE")) {
            // Triggers and routines hold statements of their own.
            if (word.equals("BEGIN") || word.equals("CASE")) {
                blockDepth++;
            } else if (word.equals("END") && blockDepth > 0) {
                blockDepth--;
            }
        }
        boolean isEscapeString =
                word.equals("E") && at < source.length() && source.charAt(at) == '\'';
        if (isEscapeString) {
            copyQuoted('\'', true);
        }
    }

    private void copyWhileWord() {
        while (at < source.length()
                && source.charAt(at) != '$'
                && Character.isJavaIdentifierPart(source.charAt(at))) {
            copy(1);
        }
    }

    private void copyQuoted(char quote, boolean hasEscapes) {
        copy(1);
        while (at < source.length()) {
            char next = source.charAt(at);
            if (hasEscapes && next == '\\' && at + 1 < source.length()) {
                copy(2);
            } else if (next == quote) {
                copy(1);
                boolean isDoubled = at < source.length() && source.charAt(at) == quote;
                if (!isDoubled) {
                    return;
                }
                copy(1);
            } else {
                copy(1);
            }
        }
    }

    private void copyThrough(String end, int from) {
        int found = source.indexOf(end, at + from);
        copy((found < 0 ? source.length() : found + end.length()) - at);
    }

    private void copy(int count) {
        text.append(source, at, at + count);
        at += count;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isNameStart(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_';
    }

    private static boolean isNamePart(char character) {
        return isNameStart(character) || isDigit(character);
    }
}
