package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.BinaryOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The part of the grammar that binds tighter than {@code *}: powers, prefixes, members, calls and
 * primaries.
 */
final class OperandParser {
    private static final String LEAST_INTEGER_DIGITS = "9223372036854775808";

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /**
     * An operand of {@code **} behind the first one, with the prefixes that apply to all that
     * follows it.
     */
    private record Exponent(Token operator, List<Token> prefixes, Operand operand) {}

    /**
     * An operand without prefixes.
     *
     * @param isLeastInteger whether it is the number that only behind a minus is an integer
     *     (LANG-38)
     */
    private record Operand(Expression expression, boolean isLeastInteger) {}

    Expression power() {
        Expression base = unary();
        if (!tokens.isAt(TokenKind.STAR_STAR)) {
            return base;
        }
        List<Exponent> exponents = new ArrayList<>();
        int levels = 0;
        while (tokens.isAt(TokenKind.STAR_STAR)) {
            Token operator = tokens.advance();
            List<Token> prefixes = prefixes();
            levels += prefixes.size();
            exponents.add(new Exponent(operator, prefixes, operand()));
        }
        tokens.leave(levels);
        Exponent last = exponents.getLast();
        Expression result = prefixed(last.prefixes(), last.operand());
        for (int i = exponents.size() - 2; i >= 0; i--) {
            Exponent exponent = exponents.get(i);
            Expression power =
                    power(exponent.operand().expression(), result, exponents.get(i + 1).operator());
            result = prefixed(exponent.prefixes(), new Operand(power, false));
        }
        return power(base, result, exponents.getFirst().operator());
    }

    private Expression power(Expression base, Expression exponent, Token operator) {
        return new Expression.Binary(
                BinaryOperator.POWER, base, exponent, tokens.position(operator));
    }

    private Expression unary() {
        List<Token> prefixes = prefixes();
        Operand operand = operand();
        tokens.leave(prefixes.size());
        return prefixed(prefixes, operand);
    }

    private List<Token> prefixes() {
        List<Token> prefixes = new ArrayList<>();
        while (tokens.isAt(TokenKind.MINUS) || tokens.isAt(TokenKind.BANG)) {
            prefixes.add(tokens.advance());
            tokens.enter(prefixes.getLast());
        }
        return prefixes;
    }

    private Operand operand() {
        Token first = tokens.next();
        Expression expression = postfix();
        boolean isOneToken = tokens.lastEnd() == first.end();
        return new Operand(
                expression, isOneToken && tokens.text(first).equals(LEAST_INTEGER_DIGITS));
    }

    private Expression prefixed(List<Token> prefixes, Operand operand) {
        Expression result = operand.expression();
        for (int i = prefixes.size() - 1; i >= 0; i--) {
            Token prefix = prefixes.get(i);
            Position position = tokens.position(prefix);
            if (prefix.kind() == TokenKind.BANG) {
                result = new Expression.Not(result, position);
            } else if (operand.isLeastInteger() && i == prefixes.size() - 1) {
                result = new Expression.Literal(Long.MIN_VALUE, position);
            } else {
                result = new Expression.Negate(result, position);
            }
        }
        return result;
    }

    Expression postfix() {
        int start = tokens.next().start();
        Expression target = primary();
        while (true) {
            switch (tokens.kind()) {
                case DOT, QUESTION_DOT -> target = afterDot(target, start);
                case OPEN_BRACKET -> target = index(target);
                default -> {
                    return target;
                }
            }
        }
    }

    private Expression afterDot(Expression target, int start) {
        int end = tokens.lastEnd();
        Token dot = tokens.advance();
        Token key = tokens.next();
        if (key.kind() == TokenKind.NAME) {
            tokens.advance();
            if (tokens.isAt(TokenKind.OPEN_PARENTHESIS)) {
                throw methodCall(tokens.text(start, end), key);
            }
            return new Expression.Member(target, tokens.text(key), tokens.position(key));
        }
        if (key.kind() == TokenKind.DIGITS) {
            tokens.advance();
            Position position = tokens.position(key);
            return new Expression.Index(
                    target, new Expression.Literal(number(key), position), position);
        }
        if (key.kind() == TokenKind.OPEN_BRACKET && dot.kind() == TokenKind.QUESTION_DOT) {
            return index(target);
        }
        if (key.kind() == TokenKind.NUMBER) {
            String suggestion = "?.[" + tokens.text(key) + "]";
            throw ExpressionFault.syntax(
                    "An index after `?.` is written " + suggestion, key.start(), suggestion);
        }
        throw ExpressionFault.syntax(
                "`"
                        + tokens.text(dot)
                        + "` needs the name of a member"
                        + (key.kind() == TokenKind.END ? "" : ", not `" + tokens.quoted(key) + "`"),
                dot.start());
    }

    private ExpressionFault methodCall(String target, Token name) {
        String filter = target + " | " + Confusions.function(tokens.text(name));
        int open = tokens.next().start();
        String suggestion;
        try {
            boolean isEmpty = arguments().isEmpty();
            suggestion = isEmpty ? filter : filter + tokens.text(open, tokens.lastEnd());
        } catch (ExpressionFault _) {
            suggestion = filter;
        }
        return ExpressionFault.syntax(
                "Values have no methods; write " + Quotation.shorten(suggestion),
                name.start(),
                suggestion);
    }

    private Expression index(Expression target) {
        Token open = tokens.advance();
        Expression key = nested(open, TokenKind.CLOSE_BRACKET, "]", expressions::expression);
        return new Expression.Index(target, key, tokens.position(open));
    }

    private <T> T nested(Token open, TokenKind close, String closeText, Supplier<T> content) {
        tokens.enter(open);
        T result = content.get();
        if (!tokens.isAt(close)) {
            throw notClosed(open, closeText);
        }
        tokens.advance();
        tokens.leave(1);
        return result;
    }

    private ExpressionFault notClosed(Token open, String closeText) {
        return tokens.isAt(TokenKind.END)
                ? ExpressionFault.syntax(
                        "`" + tokens.text(open) + "` is not closed by `" + closeText + "`",
                        open.start())
                : Leftovers.faultInside(tokens, closeText);
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NUMBER -> literal(number(tokens.advance()), token);
            case STRING -> string(tokens.advance());
            case TRUE -> literal(true, tokens.advance());
            case FALSE -> literal(false, tokens.advance());
            case NULL -> new Expression.Literal(null, tokens.position(tokens.advance()));
            case NAME -> name(tokens.advance());
            case TEMPLATE -> template(tokens.advance().parts().getFirst());
            case OPEN_PARENTHESIS ->
                    nested(
                            tokens.advance(),
                            TokenKind.CLOSE_PARENTHESIS,
                            ")",
                            expressions::expression);
            case OPEN_BRACKET -> array(tokens.advance());
            case OPEN_BRACE -> object(tokens.advance());
            default -> throw tokens.unexpectedOperand();
        };
    }

    private Expression literal(Object value, Token token) {
        return new Expression.Literal(value, tokens.position(token));
    }

    private Object number(Token token) {
        String text = tokens.text(token);
        boolean isIntegral = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isIntegral && text.length() <= 19) {
            BigDecimal exact = new BigDecimal(text);
            if (exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return exact.longValueExact();
            }
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw ExpressionFault.syntax(
                    "Number `" + Quotation.shorten(text) + "` is too large", token.start());
        }
        return value;
    }

    private Expression string(Token token) {
        Position position = tokens.position(token);
        List<TextPart> parts = token.parts();
        if (parts.isEmpty()) {
            return new Expression.Literal("", position, contentPosition(token));
        }
        if (parts.size() == 1 && parts.getFirst() instanceof TextPart.Text(String text)) {
            return new Expression.Literal(text, position, contentPosition(token));
        }
        List<Expression> expressions = new ArrayList<>();
        for (TextPart part : parts) {
            expressions.add(
                    switch (part) {
                        case TextPart.Text(String text) -> new Expression.Literal(text, position);
                        case TextPart.Template template -> template(template);
                    });
        }
        return new Expression.Interpolation(expressions, position);
    }

    private Optional<Position> contentPosition(Token string) {
        return string.isEscaped() || !tokens.source().isExact()
                ? Optional.empty()
                : Optional.of(tokens.source().at(string.start() + 1));
    }

    private Expression template(TextPart part) {
        return switch (part) {
            case TextPart.Text _ -> throw new IllegalStateException("no template");
            case TextPart.Template range ->
                    ExpressionParser.parse(tokens.source(), range, false, tokens.depthLeft());
        };
    }

    private Expression name(Token token) {
        String name = tokens.text(token);
        Position position = tokens.position(token);
        return tokens.isAt(TokenKind.OPEN_PARENTHESIS)
                ? new Expression.Call(name, arguments(), position)
                : new Expression.Name(name, position);
    }

    List<Expression> arguments() {
        return nested(
                tokens.advance(),
                TokenKind.CLOSE_PARENTHESIS,
                ")",
                () -> {
                    List<Expression> arguments = new ArrayList<>();
                    if (!tokens.isAt(TokenKind.CLOSE_PARENTHESIS)) {
                        do {
                            arguments.add(expressions.expression());
                        } while (tokens.skip(TokenKind.COMMA));
                    }
                    return arguments;
                });
    }

    private Expression array(Token open) {
        List<Expression> elements =
                nested(
                        open,
                        TokenKind.CLOSE_BRACKET,
                        "]",
                        () -> {
                            List<Expression> list = new ArrayList<>();
                            while (!tokens.isAt(TokenKind.CLOSE_BRACKET)) {
                                list.add(expressions.expression());
                                if (!tokens.skip(TokenKind.COMMA)) {
                                    break;
                                }
                            }
                            return list;
                        });
        return new Expression.ArrayLiteral(elements, tokens.position(open));
    }

    private Expression object(Token open) {
        if (tokens.isAt(TokenKind.OPEN_BRACE) && tokens.next().start() == open.end()) {
            throw ExpressionFault.syntax(
                    "Templates do not nest; write the inner expression without `{{` and `}}`",
                    open.start());
        }
        List<Expression.ObjectMember> members =
                nested(
                        open,
                        TokenKind.CLOSE_BRACE,
                        "}",
                        () -> {
                            List<Expression.ObjectMember> list = new ArrayList<>();
                            while (!tokens.isAt(TokenKind.CLOSE_BRACE)
                                    && !tokens.isAt(TokenKind.END)) {
                                list.add(pair());
                                if (!tokens.skip(TokenKind.COMMA)) {
                                    break;
                                }
                            }
                            return list;
                        });
        return new Expression.ObjectLiteral(members, tokens.position(open));
    }

    private Expression.ObjectMember pair() {
        Token token = tokens.advance();
        Expression key =
                switch (token.kind()) {
                    case STRING -> string(token);
                    case NAME, TRUE, FALSE, NULL, NOT, IN -> literal(tokens.text(token), token);
                    case AND, OR -> wordKey(token);
                    default -> throw noKey(token);
                };
        if (!tokens.skip(TokenKind.COLON)) {
            throw ExpressionFault.syntax(
                    "The key `" + tokens.quoted(token) + "` needs `:` and a value", token.start());
        }
        return new Expression.ObjectMember(key, expressions.expression());
    }

    private Expression wordKey(Token token) {
        String text = tokens.text(token);
        if (!Identifier.isReserved(text)) {
            throw noKey(token);
        }
        return literal(text, token);
    }

    private ExpressionFault noKey(Token token) {
        String text = tokens.text(token);
        return token.kind() == TokenKind.NUMBER
                ? ExpressionFault.syntax(
                        "The key `" + Quotation.shorten(text) + "` must be quoted",
                        token.start(),
                        "'" + text + "'")
                : ExpressionFault.syntax(
                        "The key of an object is a name or a string, not `"
                                + Quotation.shorten(text)
                                + "`",
                        token.start());
    }
}
