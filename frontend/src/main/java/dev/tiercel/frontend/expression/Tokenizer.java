package dev.tiercel.frontend.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tokens of an expression one after the other (LANG-38, LANG-39). What a token is depends
 * on the two before it: digits after a dot are an index, and names of headers may contain a hyphen.
 */
final class Tokenizer {
    private final String text;
    private final int limit;
    private final boolean hasTemplates;
    private int offset;
    private TokenKind previous = TokenKind.END;
    private boolean isAfterHeaders;

    /**
     * @param hasTemplates whether templates outside and inside of string literals are recognised
     *     (LANG-33)
     */
    Tokenizer(String text, int start, int limit, boolean hasTemplates) {
        this.text = text;
        this.limit = limit;
        this.hasTemplates = hasTemplates;
        this.offset = start;
    }

    /**
     * Returns the next token; at the end always one of kind {@link TokenKind#END}.
     *
     * @throws ExpressionFault if the text at this place is no token
     */
    Token next() {
        skipWhiteSpace();
        Token token = offset == limit ? new Token(TokenKind.END, limit, limit) : read();
        boolean isMemberDot = isDot(token.kind());
        isAfterHeaders = isMemberDot ? isAfterHeaders : isHeadersName(token);
        previous = token.kind();
        offset = token.end();
        return token;
    }

    private static boolean isDot(TokenKind kind) {
        return kind == TokenKind.DOT || kind == TokenKind.QUESTION_DOT;
    }

    private boolean isHeadersName(Token token) {
        return token.kind() == TokenKind.NAME
                && token.end() - token.start() == "headers".length()
                && text.startsWith("headers", token.start());
    }

    private void skipWhiteSpace() {
        while (offset < limit) {
            int c = text.codePointAt(offset);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x85) {
                return;
            }
            offset += Character.charCount(c);
        }
    }

    private Token read() {
        int c = text.codePointAt(offset);
        if (c >= '0' && c <= '9') {
            return previous == TokenKind.DOT
                    ? new Token(TokenKind.DIGITS, offset, digitsEnd(offset))
                    : number();
        }
        if (Identifier.isStart(c)) {
            return word();
        }
        if (c == '\'' || c == '"') {
            return string((char) c);
        }
        if (hasTemplates && text.startsWith(TemplateScanner.OPEN, offset)) {
            int close = TemplateScanner.close(text, offset, limit);
            return new Token(
                    TokenKind.TEMPLATE,
                    offset,
                    close + 2,
                    List.of(new TextPart.Template(offset + 2, close)),
                    true);
        }
        return symbol(c);
    }

    private int digitsEnd(int start) {
        int end = start;
        while (end < limit && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Token number() {
        int end = digitsEnd(offset);
        if (end > offset + 1 && text.charAt(offset) == '0') {
            String digits = text.substring(offset, end);
            throw ExpressionFault.syntax(
                    "Number `" + Quotation.shorten(digits) + "` begins with a zero",
                    offset,
                    withoutLeadingZeros(digits));
        }
        if (isAt(end, '.') && isDigitAt(end + 1)) {
            end = digitsEnd(end + 1);
        }
        if (isAt(end, 'e') || isAt(end, 'E')) {
            int exponent = isAt(end + 1, '+') || isAt(end + 1, '-') ? end + 2 : end + 1;
            if (isDigitAt(exponent)) {
                end = digitsEnd(exponent);
            }
        }
        return new Token(TokenKind.NUMBER, offset, end);
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private boolean isAt(int index, char c) {
        return index < limit && text.charAt(index) == c;
    }

    private boolean isDigitAt(int index) {
        return index < limit && isDigit(text.charAt(index));
    }

    private Token word() {
        boolean isMember = isDot(previous);
        int end = nameEnd(offset);
        while (isMember && isAfterHeaders && isAt(end, '-') && isPartAt(end + 1)) {
            end = nameEnd(end + 1);
        }
        if (text.codePointCount(offset, end) > Identifier.LENGTH_MAX) {
            throw ExpressionFault.syntax(
                    "Name `"
                            + Quotation.shorten(text.substring(offset, end))
                            + "` is longer than "
                            + Identifier.LENGTH_MAX
                            + " characters",
                    offset);
        }
        TokenKind kind = isMember ? TokenKind.NAME : Identifier.kindOf(text.substring(offset, end));
        return new Token(kind, offset, end);
    }

    private boolean isPartAt(int index) {
        return index < limit && Identifier.isPart(text.codePointAt(index));
    }

    private int nameEnd(int start) {
        int end = start;
        while (isPartAt(end)) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private Token string(char quote) {
        List<TextPart> parts = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        int i = offset + 1;
        while (!isAt(i, quote)) {
            if (i >= limit) {
                throw ExpressionFault.syntax(
                        "The string that begins with `" + quote + "` is not closed", offset);
            }
            if (text.charAt(i) == '\\') {
                i = escape(i, content);
            } else if (hasTemplates && text.startsWith(TemplateScanner.OPEN, i)) {
                flush(content, parts);
                int close = TemplateScanner.close(text, i, limit);
                parts.add(new TextPart.Template(i + 2, close));
                i = close + 2;
            } else {
                content.append(text.charAt(i++));
            }
        }
        boolean isEscaped = !parts.isEmpty() || content.length() != i - offset - 1;
        flush(content, parts);
        return new Token(TokenKind.STRING, offset, i + 1, parts, isEscaped);
    }

    // Halves of a pair may come from two escapes, so that only the whole text shows which of them
    // are alone.
    private static void flush(StringBuilder content, List<TextPart> parts) {
        for (int i = 0; i < content.length(); i++) {
            if (Character.isSurrogate(content.charAt(i))) {
                if (Character.isSupplementaryCodePoint(content.codePointAt(i))) {
                    i++;
                } else {
                    content.setCharAt(i, '\uFFFD');
                }
            }
        }
        TemplateScanner.flush(content, parts);
    }

    /** Reads an escape and returns where it ends. */
    private int escape(int start, StringBuilder content) {
        if (start + 1 >= limit) {
            throw ExpressionFault.syntax("The expression ends within an escape", start);
        }
        char c = text.charAt(start + 1);
        if (c == '{' && hasTemplates && isAt(start + 2, '{')) {
            content.append(TemplateScanner.OPEN);
            return start + 3;
        }
        if (c == 'u') {
            content.append(unicodeEscape(start));
            return start + 6;
        }
        int index = "ntrbf\\/\"'".indexOf(c);
        if (index < 0) {
            String escape = text.substring(start, text.offsetByCodePoints(start, 2));
            throw ExpressionFault.syntax(
                    "Unknown escape `" + escape + "`; a backslash is written `\\\\`",
                    start,
                    "\\" + escape);
        }
        content.append("\n\t\r\b\f\\/\"'".charAt(index));
        return start + 2;
    }

    private char unicodeEscape(int start) {
        int value = 0;
        for (int i = start + 2; i < start + 6; i++) {
            int digit = i < limit ? hexDigit(text.charAt(i)) : -1;
            if (digit < 0) {
                throw ExpressionFault.syntax("`\\u` needs four hexadecimal digits", start);
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private Token symbol(int c) {
        TokenKind kind =
                switch (c) {
                    case '.' -> TokenKind.DOT;
                    case ':' -> TokenKind.COLON;
                    case ',' -> TokenKind.COMMA;
                    case '(' -> TokenKind.OPEN_PARENTHESIS;
                    case ')' -> TokenKind.CLOSE_PARENTHESIS;
                    case '[' -> TokenKind.OPEN_BRACKET;
                    case ']' -> TokenKind.CLOSE_BRACKET;
                    case '{' -> TokenKind.OPEN_BRACE;
                    case '}' -> TokenKind.CLOSE_BRACE;
                    case '+' -> TokenKind.PLUS;
                    case '-' -> TokenKind.MINUS;
                    case '/' -> TokenKind.SLASH;
                    case '%' -> TokenKind.PERCENT;
                    default -> TokenKind.END;
                };
        return kind == TokenKind.END ? longSymbol(c) : token(kind, 1);
    }

    private Token longSymbol(int c) {
        return switch (c) {
            case '*' -> either("**", TokenKind.STAR_STAR, TokenKind.STAR);
            case '|' -> either("||", TokenKind.OR, TokenKind.PIPE);
            case '<' -> either("<=", TokenKind.LESS_EQUAL, TokenKind.LESS);
            case '>' -> either(">=", TokenKind.GREATER_EQUAL, TokenKind.GREATER);
            case '?' ->
                    isNext("?.")
                            ? token(TokenKind.QUESTION_DOT, 2)
                            : either("??", TokenKind.QUESTION_QUESTION, TokenKind.QUESTION);
            case '!' ->
                    isNext("!==")
                            ? token(TokenKind.STRICT_NOT_EQUAL, 3)
                            : either("!=", TokenKind.NOT_EQUAL, TokenKind.BANG);
            default -> {
                if (isNext("===")) {
                    yield token(TokenKind.STRICT_EQUAL, 3);
                }
                if (isNext("==")) {
                    yield token(TokenKind.EQUAL, 2);
                }
                if (isNext("&&")) {
                    yield token(TokenKind.AND, 2);
                }
                throw Confusions.unknownCharacter(text, offset, limit);
            }
        };
    }

    private boolean isNext(String symbol) {
        return text.startsWith(symbol, offset) && offset + symbol.length() <= limit;
    }

    private Token token(TokenKind kind, int length) {
        return new Token(kind, offset, offset + length);
    }

    private Token either(String pair, TokenKind whenPair, TokenKind otherwise) {
        return isNext(pair) ? token(whenPair, 2) : token(otherwise, 1);
    }
}
