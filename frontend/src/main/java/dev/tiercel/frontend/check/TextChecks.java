package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.expression.LooksLikeArithmetic;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * LOOKS_LIKE_ARITHMETIC of names, and LOOKS_LIKE_VARIABLE: texts that were meant to be templates
 * (LANG-36).
 */
final class TextChecks {
    private final Set<String> assigned;
    private final Findings findings;

    /**
     * @param assigned the variables that the document assigns
     */
    TextChecks(Set<String> assigned, Findings findings) {
        this.assigned = assigned;
        this.findings = findings;
    }

    /** Checks a value of an operation. */
    void check(Expression value, Operation operation, Site site) {
        switch (operation) {
            case Operation.Set _ -> checkAssigned(value, site);
            case Operation.Compute compute
                    when compute.location().operation().equals("string_op") ->
                    checkJoin(value, site);
            default -> {}
        }
        texts(value, site);
    }

    private void checkAssigned(Expression value, Site site) {
        if (value instanceof Expression.Literal literal
                && literal.value() instanceof String text
                && assigned.contains(text)
                && isWritten(literal, text, site)) {
            reportVariable(text, literal, site);
        }
    }

    private void checkJoin(Expression value, Site site) {
        joinedWord(value)
                .filter(literal -> isWritten(literal, String.valueOf(literal.value()), site))
                .ifPresent(
                        literal -> reportVariable(String.valueOf(literal.value()), literal, site));
    }

    /** Returns the word that {@code string_op} is to join, and that was meant to be a variable. */
    static Optional<Expression.Literal> joinedWord(Expression value) {
        return value instanceof Expression.BuiltinCall call
                        && call.function() == Builtin.JOIN
                        && call.arguments().getFirst() instanceof Expression.Literal literal
                        && literal.value() instanceof String text
                        && Identifier.isIdentifier(text)
                ? Optional.of(literal)
                : Optional.empty();
    }

    private void reportVariable(String text, Expression.Literal literal, Site site) {
        String suggestion = "{{ " + text + " }}";
        findings.report(
                DiagnosticCode.LOOKS_LIKE_VARIABLE,
                "`" + text + "` is text; write " + suggestion,
                site,
                literal.position(),
                suggestion);
    }

    /** Checks the strings of a value, which may be nested. */
    private void texts(Expression value, Site site) {
        Deque<Expression> pending = new ArrayDeque<>(List.of(value));
        while (!pending.isEmpty()) {
            switch (pending.pop()) {
                case Expression.Literal literal -> checkArithmetic(literal, site);
                case Expression.ArrayLiteral(List<Expression> elements, _) ->
                        elements.forEach(pending::push);
                case Expression.ObjectLiteral(List<Expression.ObjectMember> members, _) ->
                        members.forEach(member -> pending.push(member.value()));
                case Expression.BuiltinCall call -> call.arguments().forEach(pending::push);
                default -> {}
            }
        }
    }

    private void checkArithmetic(Expression.Literal literal, Site site) {
        if (literal.value() instanceof String text
                && LooksLikeArithmetic.isOfNames(text, assigned)
                && isWritten(literal, text, site)) {
            String suggestion = "{{ " + text + " }}";
            findings.report(
                    DiagnosticCode.LOOKS_LIKE_ARITHMETIC,
                    "`" + text + "` is text; write " + suggestion,
                    site,
                    literal.position(),
                    suggestion);
        }
    }

    /**
     * Whether a string is the whole of a scalar: no string literal within a template, no {@code
     * $literal}.
     */
    private boolean isWritten(Expression.Literal literal, String text, Site site) {
        return findings.index()
                .scalar(site.operation(), literal.position())
                .filter(scalar -> text.equals(scalar.value()))
                .filter(scalar -> !scalar.pointer().toString().contains("/$literal"))
                .isPresent();
    }
}
