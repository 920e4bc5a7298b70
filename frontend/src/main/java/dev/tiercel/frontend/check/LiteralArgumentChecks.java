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
        pattern(part, functions).ifPresent(pattern -> check(pattern, site));
    }

    /** Returns whether a call has a literal pattern that is reported. */
    static boolean hasFault(Expression part, Functions functions) {
        return pattern(part, functions).filter(Pattern::isFaulty).isPresent();
    }

    /** A literal pattern that is an argument of a function. */
    private record Pattern(Builtin function, Expression.Literal literal, String text) {
        boolean isFaulty() {
            return isOfDate(function)
                    ? DateDirective.firstUnknown(text).isPresent()
                    : RegexSyntax.fault(text).isPresent();
        }
    }

    private static Optional<Pattern> pattern(Expression part, Functions functions) {
        return switch (part) {
            case Expression.Call call ->
                    functions.resolve(call)
                                    instanceof Functions.Resolved.BuiltIn(Builtin function, _)
                            ? pattern(function, call.arguments())
                            : Optional.empty();
            case Expression.BuiltinCall call -> pattern(call.function(), call.arguments());
            default -> Optional.empty();
        };
    }

    private static Optional<Pattern> pattern(Builtin function, List<Expression> arguments) {
        return (isOfDate(function) || isOfText(function))
                        && arguments.size() > PATTERN_INDEX
                        && arguments.get(PATTERN_INDEX) instanceof Expression.Literal literal
                        && literal.value() instanceof String text
                ? Optional.of(new Pattern(function, literal, text))
                : Optional.empty();
    }

    private static boolean isOfDate(Builtin function) {
        return function == Builtin.FORMAT_DATE || function == Builtin.PARSE_DATE;
    }

    private static boolean isOfText(Builtin function) {
        return switch (function) {
            case REGEX_MATCH,
                    REGEX_FIND,
                    REGEX_FIND_ALL,
                    REGEX_GROUPS,
                    REGEX_REPLACE,
                    REGEX_SPLIT ->
                    true;
            default -> false;
        };
    }

    private void check(Pattern pattern, Site site) {
        if (isOfDate(pattern.function())) {
            checkDatePattern(pattern.text(), pattern.literal(), site);
            return;
        }
        RegexSyntax.fault(pattern.text())
                .ifPresent(message ->
                        findings.report(
                                DiagnosticCode.INVALID_REGEX,
                                message,
                                site,
                                pattern.literal().position()));
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
