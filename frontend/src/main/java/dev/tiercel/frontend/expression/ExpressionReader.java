package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the values and expressions of a document's fields (LANG-32). Every fault is reported and
 * read as the literal null, so that all findings of a document are collected. Not thread-safe, as
 * its diagnostics are not.
 */
public final class ExpressionReader {
    private static final String LITERAL_KEY = "$literal";

    private final Diagnostics diagnostics;
    private final int depthMax;

    public ExpressionReader(Diagnostics diagnostics, DocumentLimits limits) {
        this.diagnostics = diagnostics;
        this.depthMax = limits.depthMax();
    }

    /**
     * Reads a value position (LANG-29 to LANG-31): a string that is one template is the typed
     * expression, other text with templates an {@link Expression.Interpolation}.
     */
    public Expression value(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String text -> {
                Expression value = templates(text, textOf(scalar, text), scalar.pointer(), false);
                LooksLikeArithmetic.suggestion(text, depthMax)
                        .ifPresent(suggestion -> warnArithmetic(text, suggestion, scalar));
                yield value;
            }
            case Node.Scalar scalar -> new Expression.Literal(scalar.value(), scalar.position());
            case Node.Sequence sequence ->
                    new Expression.ArrayLiteral(
                            sequence.items().stream().map(this::value).toList(),
                            sequence.position());
            case Node.Mapping mapping -> mapping(mapping);
        };
    }

    /** Reads a text position: the result is always a string. */
    public Expression text(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String text ->
                    templates(text, textOf(scalar, text), scalar.pointer(), true);
            case Node.Scalar _, Node.Sequence _, Node.Mapping _ ->
                    new Expression.Interpolation(List.of(value(node)), node.position());
        };
    }

    /**
     * Reads a key position: as a text position, but the value of a single template keeps its type.
     */
    public Expression key(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String text ->
                    templates(text, textOf(scalar, text), scalar.pointer(), false);
            case Node.Scalar _, Node.Sequence _, Node.Mapping _ -> text(node);
        };
    }

    /** Reads an expression position (LANG-33). */
    public Expression expression(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String text ->
                    parse(
                            textOf(scalar, text),
                            new TextPart.Template(0, text.length()),
                            true,
                            scalar.pointer());
            case Node.Scalar _, Node.Sequence _, Node.Mapping _ -> value(node);
        };
    }

    /**
     * Reads the text of a predicate (LANG-56).
     *
     * @param literal a string
     * @param pointer of the scalar in whose text the literal stands
     */
    public Expression predicate(Expression.Literal literal, Pointer pointer) {
        PositionedText source = textOf(literal);
        return parse(source, whole(source), false, pointer);
    }

    /** Reads the text of a literal as a predicate, if it is one; otherwise nothing is reported. */
    public Optional<Expression> predicateIfParses(Expression.Literal literal) {
        PositionedText source = textOf(literal);
        try {
            return Optional.of(ExpressionParser.parse(source, whole(source), false, depthMax));
        } catch (ExpressionFault _) {
            return Optional.empty();
        }
    }

    private static PositionedText textOf(Node.Scalar scalar, String text) {
        return new PositionedText(text, scalar.position(), scalar.contentPosition());
    }

    private static PositionedText textOf(Expression.Literal literal) {
        if (literal.value() instanceof String text) {
            return new PositionedText(text, literal.position(), literal.contentPosition());
        }
        throw new IllegalArgumentException("A predicate is a string: " + literal.value());
    }

    private static TextPart.Template whole(PositionedText source) {
        return new TextPart.Template(0, source.text().length());
    }

    private Expression mapping(Node.Mapping mapping) {
        if (mapping.entries().size() == 1
                && mapping.entries().getFirst().key().equals(LITERAL_KEY)) {
            return literal(mapping.entries().getFirst().value());
        }
        List<Expression.ObjectMember> members =
                mapping.entries().stream()
                        .map(e -> new Expression.ObjectMember(mappingKey(e), value(e.value())))
                        .toList();
        return new Expression.ObjectLiteral(members, mapping.position());
    }

    private Expression mappingKey(Node.Entry entry) {
        var source = new PositionedText(entry.key(), entry.keyPosition(), Optional.empty());
        return templates(entry.key(), source, entry.value().pointer(), true);
    }

    private static Expression literal(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> new Expression.Literal(scalar.value(), scalar.position());
            case Node.Sequence sequence ->
                    new Expression.ArrayLiteral(
                            sequence.items().stream().map(ExpressionReader::literal).toList(),
                            sequence.position());
            case Node.Mapping mapping ->
                    new Expression.ObjectLiteral(
                            mapping.entries().stream()
                                    .map(ExpressionReader::literalMember)
                                    .toList(),
                            mapping.position());
        };
    }

    private static Expression.ObjectMember literalMember(Node.Entry entry) {
        return new Expression.ObjectMember(
                new Expression.Literal(entry.key(), entry.keyPosition()), literal(entry.value()));
    }

    private Expression templates(
            String text, PositionedText source, Pointer pointer, boolean isAlwaysText) {
        List<TextPart> parts;
        try {
            parts = TemplateScanner.parts(text);
        } catch (ExpressionFault fault) {
            return report(fault, source, pointer);
        }
        Position position = source.whole();
        if (parts.isEmpty()) {
            return new Expression.Literal("", position);
        }
        if (parts.size() == 1 && parts.getFirst() instanceof TextPart.Text(String literal)) {
            return new Expression.Literal(literal, position);
        }
        List<Expression> expressions = new ArrayList<>();
        for (TextPart part : parts) {
            expressions.add(
                    switch (part) {
                        case TextPart.Text(String literal) ->
                                new Expression.Literal(literal, position);
                        case TextPart.Template range -> parse(source, range, false, pointer);
                    });
        }
        return expressions.size() == 1 && !isAlwaysText
                ? expressions.getFirst()
                : new Expression.Interpolation(expressions, position);
    }

    private Expression parse(
            PositionedText source, TextPart.Template range, boolean hasTemplates, Pointer pointer) {
        try {
            return ExpressionParser.parse(source, range, hasTemplates, depthMax);
        } catch (ExpressionFault fault) {
            return report(fault, source, pointer);
        }
    }

    private Expression report(ExpressionFault fault, PositionedText source, Pointer pointer) {
        Position position = source.at(fault.offset());
        fault.suggestion()
                .ifPresentOrElse(
                        suggestion ->
                                diagnostics.report(
                                        fault.code(), fault.text(), position, pointer, suggestion),
                        () -> diagnostics.report(fault.code(), fault.text(), position, pointer));
        return new Expression.Literal(null, source.whole());
    }

    private void warnArithmetic(String text, Optional<String> suggestion, Node.Scalar scalar) {
        String message = "`" + Quotation.shorten(text) + "` is text";
        Position position = scalar.position();
        suggestion.ifPresentOrElse(
                snippet ->
                        diagnostics.report(
                                DiagnosticCode.LOOKS_LIKE_ARITHMETIC,
                                message + "; write " + Quotation.shorten(snippet),
                                position,
                                scalar.pointer(),
                                snippet),
                () ->
                        diagnostics.report(
                                DiagnosticCode.LOOKS_LIKE_ARITHMETIC,
                                message,
                                position,
                                scalar.pointer()));
    }
}
