package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An expression read from a scalar whose content begins at line 1, column 1, and the findings about
 * it.
 */
record Reading(Expression expression, List<Diagnostic> findings) {
    static final Position START = new Position(1, 1);

    /** Reads the content of a template in a value position. */
    static Reading template(String expression) {
        return of("{{" + expression + "}}", ExpressionReader::value);
    }

    /** Reads the text of an expression position. */
    static Reading expression(String text) {
        return of(text, ExpressionReader::expression);
    }

    /** Reads the text of a value position. */
    static Reading value(String text) {
        return of(text, ExpressionReader::value);
    }

    static Reading of(String text, BiFunction<ExpressionReader, Node, Expression> position) {
        return of(scalar(text), position);
    }

    static Reading of(Node node, BiFunction<ExpressionReader, Node, Expression> position) {
        var diagnostics = new Diagnostics("test.yaml");
        var reader = new ExpressionReader(diagnostics, DocumentLimits.DEFAULTS);
        Expression expression = position.apply(reader, node);
        return new Reading(expression, diagnostics.sorted());
    }

    static Node.Scalar scalar(Object value) {
        return new Node.Scalar(
                value,
                value.toString(),
                START,
                Pointer.ROOT.member("field"),
                Optional.empty(),
                Optional.of(START));
    }

    /** Returns the shape of the expression, or the findings if there are any. */
    String tree() {
        return findings.isEmpty() ? ExpressionTree.of(expression) : described();
    }

    /** Returns each finding as code, column, message and suggestion. */
    String described() {
        StringBuilder text = new StringBuilder();
        for (Diagnostic finding : findings) {
            text.append(finding.code())
                    .append(" @")
                    .append(finding.location().column())
                    .append(": ")
                    .append(finding.message());
            finding.suggestion().ifPresent(s -> text.append(" -> ").append(s));
            text.append('\n');
        }
        return text.toString().strip();
    }
}
