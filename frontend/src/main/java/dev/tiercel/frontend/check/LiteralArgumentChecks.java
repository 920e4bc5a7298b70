package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.RegexSyntax;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DateDirective;
import dev.tiercel.ir.DiagnosticCode;
import java.util.List;
import java.util.Optional;

/** INVALID_REGEX and INVALID_DATE_FORMAT of literal patterns (LANG-62 to LANG-65). */
final class LiteralArgumentChecks implements PartCheck {
    private static final int PATTERN_INDEX = 1;

    private final Functions functions;
    private final Findings findings;

    LiteralArgumentChecks(Functions functions, Findings findings) {
        this.functions = functions;
        this.findings = findings;
    }

    @Override
    public void check(Expression part, Site site) {
        switch (part) {
            case Expression.Call call -> {
                if (functions.resolve(call)
                        instanceof Functions.Resolved.BuiltIn(Builtin function, _)) {
                    check(function, call.arguments(), site);
                }
            }
            case Expression.BuiltinCall call -> check(call.function(), call.arguments(), site);
            default -> {}
        }
    }

    private void check(Builtin function, List<Expression> arguments, Site site) {
        if (arguments.size() <= PATTERN_INDEX
                || !(arguments.get(PATTERN_INDEX) instanceof Expression.Literal literal)
                || !(literal.value() instanceof String pattern)) {
            return;
        }
        switch (function) {
            case REGEX_MATCH,
                    REGEX_FIND,
                    REGEX_FIND_ALL,
                    REGEX_GROUPS,
                    REGEX_REPLACE,
                    REGEX_SPLIT ->
                    RegexSyntax.fault(pattern)
                            .ifPresent(message ->
                                    findings.report(
                                            DiagnosticCode.INVALID_REGEX,
                                            message,
                                            site,
                                            literal.position()));
            case FORMAT_DATE, PARSE_DATE -> checkDatePattern(pattern, literal, site);
            default -> {}
        }
    }

    private void checkDatePattern(String pattern, Expression.Literal literal, Site site) {
        Optional<String> unknown = DateDirective.firstUnknown(pattern);
        if (unknown.isEmpty()) {
            return;
        }
        boolean isCutOff = unknown.get().length() == 1;
        findings.report(
                DiagnosticCode.INVALID_DATE_FORMAT,
                isCutOff
                        ? "The pattern ends within a directive; a percent sign is `%%`"
                        : "Unknown directive `" + unknown.get() + "`",
                site,
                position(literal, pattern, DateDirective.indexOfUnknown(pattern).orElse(0)));
    }

    private static Position position(Expression.Literal literal, String text, int offset) {
        return literal.contentPosition()
                .map(p -> new Position(p.line(), p.column() + text.codePointCount(0, offset)))
                .orElse(literal.position());
    }
}
