package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionPrinter;
import dev.tiercel.frontend.expression.ExpressionReader;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;

/**
 * Reads the predicates of calls and reports those that are no literals or no expressions (LANG-56).
 */
final class Predicates {
    private final Functions functions;
    private final ExpressionReader reader;
    private final Findings findings;

    Predicates(Functions functions, ExpressionReader reader, Findings findings) {
        this.functions = functions;
        this.reader = reader;
        this.findings = findings;
    }

    /** Returns the predicate of a call if it has one; what is wrong with it is reported. */
    Optional<Expression> read(Expression.Call call, Site site) {
        if (!(functions.resolve(call)
                instanceof Functions.Resolved.BuiltIn(Builtin function, int index))) {
            return Optional.empty();
        }
        if (function.predicateForm().isPresent() && call.arguments().size() == 2) {
            return asLiteral(call.arguments().get(1)).flatMap(reader::predicateIfParses);
        }
        if (index < 0 || index >= call.arguments().size()) {
            return Optional.empty();
        }
        Expression argument = call.arguments().get(index);
        if (isLeftOut(call, argument)) {
            return Optional.empty();
        }
        Optional<Expression.Literal> literal = asLiteral(argument);
        if (literal.isEmpty()) {
            String printed =
                    ExpressionPrinter.print(
                            new Expression.Literal(
                                    ExpressionPrinter.print(argument), argument.position()));
            findings.report(
                    DiagnosticCode.NOT_LITERAL,
                    "The argument of `" + call.function() + "` must be a string literal",
                    site,
                    argument.position(),
                    printed);
        }
        return literal.map(l -> reader.predicate(l, findings.pointer(site, l.position())));
    }

    /** Returns whether a predicate is null, which means that there is none (LANG-54). */
    private static boolean isLeftOut(Expression.Call call, Expression argument) {
        return argument instanceof Expression.Literal literal
                && literal.value() == null
                && Builtin.find(call.function(), 1).isPresent();
    }

    private static Optional<Expression.Literal> asLiteral(Expression argument) {
        return argument instanceof Expression.Literal literal && literal.value() instanceof String
                ? Optional.of(literal)
                : Optional.empty();
    }
}
