package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.expression.Expression.LogicalOperator;
import dev.tiercel.ir.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one expression by recursive descent, one method per production of LANG-37. It recurses only
 * where the expression nests, which {@code depthMax} bounds; chains of operators, filters and
 * members are read in loops, so that their length is bounded by the text alone.
 */
final class ExpressionParser {
    private final TokenStream tokens;
    private final OperandParser operands;

    private ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    /**
     * Reads an expression that fills a range of a text.
     *
     * @param hasTemplates whether the text stands in an expression position and may hold templates
     *     (LANG-33)
     * @throws ExpressionFault at the first fault of the text
     */
    static Expression parse(
            PositionedText source, TextPart.Template range, boolean hasTemplates, int depthMax) {
        TokenStream tokens = new TokenStream(source, range, hasTemplates, depthMax);
        Expression expression = new ExpressionParser(tokens).expression();
        if (!tokens.isAt(TokenKind.END)) {
            throw Leftovers.fault(tokens);
        }
        return expression;
    }

    Expression expression() {
        Expression condition = coalesce();
        if (!tokens.isAt(TokenKind.QUESTION)) {
            return condition;
        }
        Token question = tokens.advance();
        tokens.enter(question);
        Expression whenTrue = expression();
        if (!tokens.skip(TokenKind.COLON)) {
            throw ExpressionFault.syntax("`?` needs `:` and a second value", question.start());
        }
        Expression whenFalse = expression();
        tokens.leave(1);
        return new Expression.Conditional(
                condition, whenTrue, whenFalse, tokens.position(question));
    }

    private Expression coalesce() {
        Expression left = or();
        while (tokens.isAt(TokenKind.QUESTION_QUESTION)) {
            Token operator = tokens.advance();
            left = logical(LogicalOperator.COALESCE, left, or(), operator);
        }
        return left;
    }

    private Expression or() {
        Expression left = and();
        while (tokens.isAt(TokenKind.OR)) {
            Token operator = tokens.advance();
            left = logical(LogicalOperator.OR, left, and(), operator);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.isAt(TokenKind.AND)) {
            Token operator = tokens.advance();
            left = logical(LogicalOperator.AND, left, not(), operator);
        }
        return left;
    }

    private Expression logical(
            LogicalOperator operator, Expression left, Expression right, Token token) {
        return new Expression.Logical(operator, left, right, tokens.position(token));
    }

    private Expression not() {
        List<Token> words = new ArrayList<>();
        while (tokens.isAt(TokenKind.NOT)) {
            words.add(tokens.advance());
            tokens.enter(words.getLast());
        }
        Expression operand = equality();
        tokens.leave(words.size());
        for (Token word : words.reversed()) {
            operand = new Expression.Not(operand, tokens.position(word));
        }
        return operand;
    }

    private Expression equality() {
        Expression left = comparison();
        for (BinaryOperator operator = equalityOperator();
                operator != null;
                operator = equalityOperator()) {
            Token token = tokens.advance();
            left = binary(operator, left, comparison(), token);
        }
        return left;
    }

    private @Nullable BinaryOperator equalityOperator() {
        return switch (tokens.kind()) {
            case EQUAL -> BinaryOperator.EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case STRICT_EQUAL -> BinaryOperator.STRICT_EQUAL;
            case STRICT_NOT_EQUAL -> BinaryOperator.STRICT_NOT_EQUAL;
            default -> null;
        };
    }

    private Expression comparison() {
        int start = tokens.next().start();
        Expression left = pipe();
        Token token = tokens.next();
        BinaryOperator operator = comparisonOperator();
        if (operator == null) {
            return left;
        }
        int middle = tokens.next().start();
        Expression right = pipe();
        Token second = tokens.next();
        int end = tokens.lastEnd();
        if (comparisonOperator() != null) {
            throw chained(tokens.text(start, end), tokens.text(middle, end), second);
        }
        return binary(operator, left, right, token);
    }

    /** Reads a comparison operator, if one is next. */
    private @Nullable BinaryOperator comparisonOperator() {
        BinaryOperator operator =
                switch (tokens.kind()) {
                    case LESS -> BinaryOperator.LESS;
                    case LESS_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
                    case GREATER -> BinaryOperator.GREATER;
                    case GREATER_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
                    case IN -> BinaryOperator.IN;
                    case NOT -> BinaryOperator.NOT_IN;
                    default -> null;
                };
        if (operator == null) {
            return null;
        }
        Token token = tokens.advance();
        if (operator == BinaryOperator.LESS && tokens.isAt(TokenKind.GREATER)) {
            throw ExpressionFault.syntax("`<>` is no operator; write !=", token.start(), "!=");
        }
        if (operator == BinaryOperator.NOT_IN && !tokens.skip(TokenKind.IN)) {
            throw ExpressionFault.syntax(
                    "`not` behind a value must be followed by `in`", token.start(), "not in");
        }
        return operator;
    }

    // The operator itself has been read already.
    private ExpressionFault chained(String first, String middle, Token second) {
        int start = second.start();
        String message = "Comparisons cannot be chained";
        try {
            pipe();
        } catch (ExpressionFault _) {
            return ExpressionFault.syntax(message, start);
        }
        String rest = tokens.text(start, tokens.lastEnd());
        String suggestion = first + " && " + middle + " " + rest;
        return ExpressionFault.syntax(
                message + "; write " + Quotation.shorten(suggestion), start, suggestion);
    }

    private Expression pipe() {
        int start = tokens.next().start();
        Expression value = additive();
        if (!tokens.isAt(TokenKind.PIPE)) {
            return value;
        }
        while (tokens.isAt(TokenKind.PIPE)) {
            Token bar = tokens.advance();
            Token name = tokens.next();
            if (name.kind() != TokenKind.NAME) {
                throw noFilter(bar);
            }
            tokens.advance();
            List<Expression> arguments = new ArrayList<>();
            arguments.add(value);
            if (tokens.isAt(TokenKind.OPEN_PARENTHESIS)) {
                arguments.addAll(operands.arguments());
            }
            value = new Expression.Call(tokens.text(name), arguments, tokens.position(name));
        }
        if (isOperatorOfOperands(tokens.kind())) {
            throw operatorAfterFilter(tokens.text(start, tokens.lastEnd()));
        }
        return value;
    }

    private ExpressionFault noFilter(Token bar) {
        String message =
                "`|` needs the name of a filter"
                        + (tokens.isAt(TokenKind.END)
                                ? ""
                                : ", not `" + tokens.quoted(tokens.next()) + "`");
        return ExpressionFault.syntax(message + "; a condition is joined by ||", bar.start(), "||");
    }

    private static boolean isOperatorOfOperands(TokenKind kind) {
        return switch (kind) {
            case PLUS, MINUS, STAR, SLASH, PERCENT, STAR_STAR -> true;
            case DOT, QUESTION_DOT, OPEN_BRACKET -> true;
            default -> false;
        };
    }

    private ExpressionFault operatorAfterFilter(String filtered) {
        Token operator = tokens.next();
        String separator =
                tokens.isAt(TokenKind.DOT)
                                || tokens.isAt(TokenKind.QUESTION_DOT)
                                || tokens.isAt(TokenKind.OPEN_BRACKET)
                        ? ""
                        : " ";
        String suggestion = "(" + filtered + ")" + separator + restOfOperand(operator);
        return ExpressionFault.syntax(
                "Unexpected `"
                        + tokens.text(operator)
                        + "` after a filter; write "
                        + Quotation.shorten(suggestion),
                operator.start(),
                suggestion);
    }

    private String restOfOperand(Token operator) {
        try {
            if (tokens.isAt(TokenKind.OPEN_BRACKET)) {
                operands.postfix();
            } else {
                tokens.advance();
                if (!tokens.skip(TokenKind.DIGITS)) {
                    additive();
                }
            }
            return tokens.text(operator.start(), tokens.lastEnd());
        } catch (ExpressionFault _) {
            return tokens.text(operator) + " …";
        }
    }

    private Expression additive() {
        Expression left = multiplicative();
        while (tokens.isAt(TokenKind.PLUS) || tokens.isAt(TokenKind.MINUS)) {
            Token token = tokens.advance();
            BinaryOperator operator =
                    token.kind() == TokenKind.PLUS ? BinaryOperator.ADD : BinaryOperator.SUBTRACT;
            left = binary(operator, left, multiplicative(), token);
        }
        return left;
    }

    private Expression multiplicative() {
        Expression left = operands.power();
        for (BinaryOperator operator = multiplicativeOperator();
                operator != null;
                operator = multiplicativeOperator()) {
            Token token = tokens.advance();
            left = binary(operator, left, operands.power(), token);
        }
        return left;
    }

    private @Nullable BinaryOperator multiplicativeOperator() {
        return switch (tokens.kind()) {
            case STAR -> BinaryOperator.MULTIPLY;
            case SLASH -> BinaryOperator.DIVIDE;
            case PERCENT -> BinaryOperator.REMAINDER;
            default -> null;
        };
    }

    private Expression binary(
            BinaryOperator operator, Expression left, Expression right, Token token) {
        return new Expression.Binary(operator, left, right, tokens.position(token));
    }
}
