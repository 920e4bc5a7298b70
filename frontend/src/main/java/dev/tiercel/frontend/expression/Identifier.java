package dev.tiercel.frontend.expression;

import java.util.Map;
import java.util.Set;

/** Names of variables, parameters and functions (LANG-7, LANG-8). */
public final class Identifier {
    /** The greatest number of characters of a name. */
    public static final int LENGTH_MAX = 128;

    private static final Map<String, TokenKind> KIND_BY_WORD =
            Map.of(
                    "true", TokenKind.TRUE,
                    "false", TokenKind.FALSE,
                    "null", TokenKind.NULL,
                    "and", TokenKind.AND,
                    "or", TokenKind.OR,
                    "not", TokenKind.NOT,
                    "in", TokenKind.IN);
    private static final Set<String> NOT_ASSIGNABLE = Set.of("request", "env");

    private Identifier() {}

    /** Whether a text has the form of a name; a reserved word has it, too. */
    public static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && isStart(text.codePointAt(0))
                && text.codePoints().allMatch(Identifier::isPart)
                && text.codePointCount(0, text.length()) <= LENGTH_MAX;
    }

    /** Whether a name is a reserved word and so names no variable, parameter or function. */
    public static boolean isReserved(String name) {
        return KIND_BY_WORD.containsKey(name);
    }

    /**
     * Whether a name can be assigned: it is neither a reserved word nor {@code request} nor {@code
     * env}.
     */
    public static boolean isAssignable(String name) {
        return !isReserved(name) && !NOT_ASSIGNABLE.contains(name);
    }

    static TokenKind kindOf(String word) {
        return KIND_BY_WORD.getOrDefault(word, TokenKind.NAME);
    }

    static boolean isStart(int codePoint) {
        return Character.isLetter(codePoint) || codePoint == '_';
    }

    static boolean isPart(int codePoint) {
        return isStart(codePoint) || Character.isDigit(codePoint);
    }
}
