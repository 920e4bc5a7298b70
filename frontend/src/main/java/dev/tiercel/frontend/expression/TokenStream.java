package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;

/**
 * The tokens of one expression with the one that is next, and the nesting that has been entered.
 */
final class TokenStream {
    private final PositionedText source;
    private final Tokenizer tokenizer;
    private final int depthMax;
    private int depth;
    private Token next;
    private Optional<Token> last = Optional.empty();

    TokenStream(
            PositionedText source, TextPart.Template range, boolean hasTemplates, int depthMax) {
        this.source = source;
        this.tokenizer = new Tokenizer(source.text(), range.start(), range.end(), hasTemplates);
        this.depthMax = depthMax;
        this.next = tokenizer.next();
    }

    PositionedText source() {
        return source;
    }

    Token next() {
        return next;
    }

    TokenKind kind() {
        return next.kind();
    }

    boolean isAt(TokenKind kind) {
        return next.kind() == kind;
    }

    /** Returns the token before the next one; empty at the start. */
    Optional<Token> last() {
        return last;
    }

    /** Returns where the token before the next one ends. */
    int lastEnd() {
        return last.map(Token::end).orElse(next.start());
    }

    /** Returns the next token and goes on to the one behind it. */
    Token advance() {
        Token token = next;
        last = Optional.of(token);
        next = tokenizer.next();
        return token;
    }

    /** Goes on if the next token is of that kind. */
    boolean skip(TokenKind kind) {
        boolean isAt = isAt(kind);
        if (isAt) {
            advance();
        }
        return isAt;
    }

    /** Begins a part that nests; {@link #leave} ends it. */
    void enter(Token token) {
        if (depth == depthMax) {
            throw new ExpressionFault(
                    DiagnosticCode.DOCUMENT_TOO_DEEP,
                    "Nesting of the expression exceeds " + depthMax,
                    token.start(),
                    Optional.empty());
        }
        depth++;
    }

    void leave(int levels) {
        depth -= levels;
    }

    /** Returns how many levels may still be entered. */
    int depthLeft() {
        return depthMax - depth;
    }

    String text(Token token) {
        return text(token.start(), token.end());
    }

    String text(int start, int end) {
        return source.text().substring(start, end);
    }

    Position position(Token token) {
        return source.at(token.start());
    }

    /** Returns the fault of the next token where an operand should stand. */
    ExpressionFault unexpectedOperand() {
        return switch (kind()) {
            case END ->
                    last.map(token ->
                                    ExpressionFault.syntax(
                                            "The expression ends after `" + quoted(token) + "`",
                                            token.start()))
                            .orElseGet(() ->
                                    ExpressionFault.syntax(
                                            "The expression is empty", next.start()));
            case NOT ->
                    ExpressionFault.syntax(
                            "`not` cannot be the operand of another operator; write !",
                            next.start(),
                            "!");
            case DOT ->
                    ExpressionFault.syntax(
                            "Unexpected `.`; a number has a digit before its point", next.start());
            case PIPE ->
                    ExpressionFault.syntax(
                            "Unexpected `|`; a condition is joined by ||", next.start(), "||");
            default -> unexpected(after());
        };
    }

    /** Returns the fault of the next token, which nothing allows here. */
    ExpressionFault unexpected(String context) {
        return isAt(TokenKind.END)
                ? unexpectedOperand()
                : ExpressionFault.syntax(
                        "Unexpected `" + quoted(next) + "`" + context, next.start());
    }

    String after() {
        return last.map(token -> " after `" + quoted(token) + "`").orElse("");
    }

    String quoted(Token token) {
        return Quotation.shorten(text(token));
    }
}
