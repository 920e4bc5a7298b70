package dev.tiercel.frontend.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the placeholders of one SQL text: outside string literals, quoted identifiers, comments and
 * casts, as the dialect writes them. Knows {@code ??}, by which JDBC writes an operator {@code ?}.
 * Not thread-safe.
 */
final class SqlScanner {
    private static final Set<String> TRANSACTION_WORDS =
            Set.of("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "END", "ABORT");

    /** Words that follow END where it ends a statement inside of a block. */
    private static final Set<String> NESTED_ENDS = Set.of("IF", "LOOP", "WHILE", "REPEAT", "FOR");

    /** What CREATE makes of which a part may be statements that end with semicolons. */
    private static final Set<String> WITH_BODY =
            Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");

    /** Words that may stand between CREATE and what it makes. */
    private static final Set<String> BEFORE_KIND =
            Set.of(
                    "OR",
                    "REPLACE",
                    "TEMP",
                    "TEMPORARY",
                    "CONSTRAINT",
                    "AGGREGATE",
                    "DEFINER",
                    "CURRENT_USER",
                    "CURRENT_ROLE");

    private static final Pattern NULL_TEST = Pattern.compile("(?i)\\s+IS\\s+(NOT\\s+)?NULL\\b");

    private static final int DIGITS_MAX = 5;

    private final String source;
    private final SqlDialect dialect;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> placeholders = new ArrayList<>();
    private final Map<Object, Integer> parameterByPlaceholder = new HashMap<>();
    private SqlText.@Nullable Style style;
    private @Nullable String firstPlaceholder;
    private @Nullable List<String> mixed;
    private @Nullable String foreign;
    private @Nullable String firstWord;
    private @Nullable String createdKind;
    private String lastWord = "";
    private char lastSign;
    private @Nullable String refused;
    private int at;
    private int wordCount;
    private int blockDepth;
    private boolean isEnded;
    private boolean hasSeveral;

    SqlScanner(String source, SqlDialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    SqlText scan() {
        while (at < source.length()) {
            step();
        }
        return new SqlText(
                text.toString(),
                Optional.ofNullable(style),
                placeholders,
                Optional.ofNullable(foreign),
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
        if (isLineComment()) {
            copyLine();
            return;
        }
        if (source.startsWith("/*", at)) {
            comment();
            return;
        }
        if (next == ';' && blockDepth == 0) {
            isEnded = true;
            copy(1);
            return;
        }
        hasSeveral |= isEnded;
        switch (next) {
            case '\'', '"' -> copyQuoted(next, dialect == SqlDialect.MARIADB);
            case '`' -> copyQuoted(next, false);
            case '[' -> bracket();
            case ';' -> {
                lastWord = "";
                copy(1);
            }
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
                    lastSign = next;
                    copy(1);
                }
            }
        }
    }

    /** MariaDB reads two dashes as signs of a number unless a space follows them. */
    private boolean isLineComment() {
        if (source.charAt(at) == '#') {
            return dialect == SqlDialect.MARIADB;
        }
        int end = at + 2;
        return source.startsWith("--", at)
                && (dialect != SqlDialect.MARIADB
                        || end == source.length()
                        || source.charAt(end) <= ' ');
    }

    private void copyLine() {
        while (at < source.length() && !isLineEnd(source.charAt(at))) {
            copy(1);
        }
    }

    private boolean isLineEnd(char character) {
        return character == '\n' || (character == '\r' && dialect == SqlDialect.POSTGRESQL);
    }

    /** Comments of PostgreSQL hold comments; MariaDB runs what stands in some of its own. */
    private void comment() {
        boolean isRun =
                dialect == SqlDialect.MARIADB
                        && (source.startsWith("/*!", at) || source.startsWith("/*M!", at));
        if (isRun) {
            copy(source.indexOf('!', at) + 1 - at);
            while (at < source.length() && isDigit(source.charAt(at))) {
                copy(1);
            }
        } else if (dialect == SqlDialect.POSTGRESQL) {
            copyNested();
        } else {
            copyThrough("*/", 2);
        }
    }

    private void copyNested() {
        int depth = 0;
        do {
            boolean isStart = source.startsWith("/*", at);
            boolean isEnd = source.startsWith("*/", at);
            depth += isStart ? 1 : isEnd ? -1 : 0;
            copy(isStart || isEnd ? 2 : 1);
        } while (depth > 0 && at < source.length());
    }

    private void bracket() {
        if (dialect == SqlDialect.SQLITE) {
            copyThrough("]", 1);
        } else {
            copy(1);
        }
    }

    private void question() {
        if (source.startsWith("??", at)) {
            copy(2);
        } else if (at + 1 < source.length() && isDigit(source.charAt(at + 1))) {
            foreignNumber();
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
        boolean isQuote =
                dialect == SqlDialect.POSTGRESQL
                        && end < source.length()
                        && source.charAt(end) == '$';
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

    /** Numbers are written {@code $1}; a database would take digits here for its own numbers. */
    private void foreignNumber() {
        int start = at;
        copy(1);
        copyWhileWord();
        if (foreign == null) {
            foreign = source.substring(start, at);
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
        at += length;
        if (dialect == SqlDialect.POSTGRESQL) {
            writeParameter(placeholder);
        } else {
            placeholders.add(placeholder);
            text.append('?');
        }
    }

    /**
     * PostgreSQL takes two parameters for two expressions, whatever their values: it would not find
     * one that is selected among those that it groups by. Its driver numbers each {@code ?} and
     * leaves numbers as they are. A parameter that is tested for null has no type there; its text
     * is null where it is.
     */
    private void writeParameter(Object placeholder) {
        if (NULL_TEST.matcher(source).region(at, source.length()).lookingAt()) {
            placeholders.add(placeholder);
            text.append("?::text");
            return;
        }
        Integer known = parameterByPlaceholder.get(placeholder);
        if (known == null) {
            placeholders.add(placeholder);
            parameterByPlaceholder.put(placeholder, placeholders.size());
            text.append('?');
        } else {
            boolean isAttached = Character.isJavaIdentifierPart(text.charAt(text.length() - 1));
            text.append(isAttached ? " $" : "$").append(known);
        }
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
            block(word);
        }
        lastWord = word;
        lastSign = 0;
        boolean isEscapeString =
                dialect == SqlDialect.POSTGRESQL
                        && word.equals("E")
                        && at < source.length()
                        && source.charAt(at) == '\'';
        if (isEscapeString) {
            copyQuoted('\'', true);
        }
    }

    /** Triggers and routines hold statements of their own; names may be words of blocks. */
    private void block(String word) {
        if (createdKind == null) {
            boolean isDefiner = lastSign == '=' || lastSign == '@';
            createdKind = isDefiner || BEFORE_KIND.contains(word) ? null : word;
            return;
        }
        if (!WITH_BODY.contains(createdKind) || lastSign == '.') {
            return;
        }
        boolean isAfterEnd = lastWord.equals("END");
        if (beginsBlock(word) || (word.equals("CASE") && !isAfterEnd)) {
            blockDepth++;
        } else if (word.equals("END") && blockDepth > 0) {
            blockDepth--;
        } else if (isAfterEnd && NESTED_ENDS.contains(word)) {
            blockDepth++;
        }
    }

    private boolean beginsBlock(String word) {
        return switch (dialect) {
            case SQLITE -> word.equals("BEGIN") && blockDepth == 0;
            case POSTGRESQL -> word.equals("ATOMIC") && lastWord.equals("BEGIN");
            case MARIADB -> word.equals("BEGIN");
        };
    }

    private void copyWhileWord() {
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            copy(1);
        }
    }

    private void copyQuoted(char quote, boolean hasEscapes) {
        lastSign = 0;
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
