package dev.tiercel.frontend.expression;

import dev.tiercel.ir.Builtin;
import java.util.Optional;

/** Faults of tokens behind a complete expression (LANG-40). */
final class Leftovers {
    private Leftovers() {}

    /** Returns the fault of the next token, where the expression should have ended. */
    static ExpressionFault fault(TokenStream tokens) {
        return fault(tokens, "");
    }

    /** Returns the fault of the next token, where a bracket should have been closed. */
    static ExpressionFault faultInside(TokenStream tokens, String close) {
        return fault(tokens, "; `,` or `" + close + "` is missing");
    }

    private static ExpressionFault fault(TokenStream tokens, String otherwise) {
        Token token = tokens.next();
        int start = token.start();
        String text = tokens.text(token);
        return switch (token.kind()) {
            case NAME -> word(tokens, text);
            case NUMBER, STRING, TRUE, FALSE, NULL, TEMPLATE, OPEN_BRACE, BANG ->
                    tokens.unexpected(tokens.after() + "; an operator is missing");
            case CLOSE_PARENTHESIS, CLOSE_BRACKET, CLOSE_BRACE ->
                    otherwise.isEmpty()
                            ? ExpressionFault.syntax("`" + text + "` closes nothing", start)
                            : tokens.unexpected(tokens.after() + otherwise);
            case OPEN_PARENTHESIS ->
                    ExpressionFault.syntax(
                            "Only a name can be called; an operator before `(` is missing", start);
            case COLON -> ExpressionFault.syntax("`:` without `?`", start);
            default -> tokens.unexpected(tokens.after() + otherwise);
        };
    }

    private static ExpressionFault word(TokenStream tokens, String word) {
        Optional<String> operator = Confusions.operator(word);
        int start = tokens.next().start();
        if (operator.isPresent()) {
            return ExpressionFault.syntax(
                    "`" + word + "` is no operator; write " + operator.get(),
                    start,
                    operator.get());
        }
        if (Builtin.find(word).isPresent()) {
            return ExpressionFault.syntax(
                    "`" + word + "` is a function; write it behind a |", start, "| " + word);
        }
        return tokens.unexpected(tokens.after() + "; an operator is missing");
    }
}
