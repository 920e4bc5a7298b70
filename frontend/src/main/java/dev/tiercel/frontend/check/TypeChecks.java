package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionPrinter;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.ValueType;
import java.util.Optional;

/** SCALAR_MEMBER and ALWAYS_FAILS: what is certain by types and constants (LANG-43, LANG-48). */
final class TypeChecks implements PartCheck {
    private static final ValueType SCALAR =
            ValueType.NUMBER.join(ValueType.BOOLEAN).join(ValueType.BYTES);
    private static final int SHOWN_LENGTH_MAX = 60;

    private final ExpressionTypes types;
    private final ComputedParts computed;
    private final Functions functions;
    private final Findings findings;

    TypeChecks(
            ExpressionTypes types, ComputedParts computed, Functions functions, Findings findings) {
        this.types = types;
        this.computed = computed;
        this.functions = functions;
        this.findings = findings;
    }

    @Override
    public void check(Expression part, Site site) {
        if (!site.state().isReachable() || site.isSkipped()) {
            return;
        }
        Optional<String> failure = computed.failure(part);
        if (failure.isPresent()) {
            boolean isExplained =
                    LiteralArgumentChecks.hasFault(part, functions)
                            || TextChecks.joinedWord(part).isPresent();
            if (!isExplained) {
                report(part, failure.get(), site);
            }
            return;
        }
        switch (part) {
            case Expression.Member(Expression target, String name, Position position) ->
                    checkTarget(target, "." + name, position, site);
            case Expression.Index(Expression target, _, Position position) ->
                    checkTarget(target, "[…]", position, site);
            case Expression.Binary binary ->
                    CertainFailure.of(binary, types).ifPresent(code -> report(binary, code, site));
            case Expression.Negate(Expression operand, _)
                    when types.of(part).equals(ValueType.NONE)
                            && !types.of(operand).equals(ValueType.NONE) ->
                    report(part, "TYPE_ERROR", site);
            default -> {}
        }
    }

    private void checkTarget(Expression target, String access, Position position, Site site) {
        ValueType type = types.of(target);
        if (!type.equals(ValueType.NONE) && type.isWithin(SCALAR)) {
            findings.report(
                    DiagnosticCode.SCALAR_MEMBER,
                    "`" + access + "` of " + describe(type) + " is null",
                    site,
                    position);
        }
    }

    private static String describe(ValueType type) {
        if (type.equals(ValueType.INTEGER)) {
            return "an integer";
        }
        if (type.isWithin(ValueType.NUMBER)) {
            return "a number";
        }
        return type.equals(ValueType.BOOLEAN) ? "a boolean" : "a value without members";
    }

    private void report(Expression part, String code, Site site) {
        String text = ExpressionPrinter.print(part);
        String shown = text.length() <= SHOWN_LENGTH_MAX ? "`" + text + "`" : "The expression";
        findings.report(
                DiagnosticCode.ALWAYS_FAILS,
                shown + " raises " + code,
                site,
                part.position(),
                Optional.empty());
    }
}
