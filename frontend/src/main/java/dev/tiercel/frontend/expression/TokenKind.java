package dev.tiercel.frontend.expression;

/** What a {@link Token} is. Words that are reserved (LANG-8) have kinds of their own. */
enum TokenKind {
    NUMBER,
    /** Decimal digits after a dot: an index. */
    DIGITS,
    STRING,
    NAME,
    /** A template in the text of an expression position (LANG-33). */
    TEMPLATE,
    TRUE,
    FALSE,
    NULL,
    /** {@code &&} or {@code and}. */
    AND,
    /** {@code ||} or {@code or}. */
    OR,
    NOT,
    IN,
    DOT,
    QUESTION_DOT,
    QUESTION,
    QUESTION_QUESTION,
    COLON,
    COMMA,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    OPEN_BRACE,
    CLOSE_BRACE,
    PIPE,
    BANG,
    PLUS,
    MINUS,
    STAR,
    STAR_STAR,
    SLASH,
    PERCENT,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    EQUAL,
    NOT_EQUAL,
    STRICT_EQUAL,
    STRICT_NOT_EQUAL,
    END
}
