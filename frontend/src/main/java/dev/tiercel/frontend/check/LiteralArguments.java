package dev.tiercel.frontend.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DateDirective;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.RegexRules;
import java.util.Optional;

/**
 * Checks of arguments of built-in functions that are known at registration: string literals.
 * Thread-safe.
 */
public final class LiteralArguments {
    private LiteralArguments() {}

    /**
     * Returns what is wrong with a string literal as an argument.
     *
     * @param index position of the argument, from 0
     */
    public static Optional<Problem> check(Builtin function, int index, String literal) {
        if (index != 1) {
            return Optional.empty();
        }
        return switch (function) {
            case REGEX_MATCH,
                    REGEX_FIND,
                    REGEX_FIND_ALL,
                    REGEX_GROUPS,
                    REGEX_REPLACE,
                    REGEX_SPLIT ->
                    checkRegex(literal);
            case FORMAT_DATE, PARSE_DATE -> checkDatePattern(literal);
            default -> Optional.empty();
        };
    }

    /** Returns why a text is no regular expression (LANG-63, LANG-65). */
    public static Optional<Problem> checkRegex(String pattern) {
        Optional<String> violation = RegexRules.violation(pattern);
        if (violation.isPresent()) {
            return problem(DiagnosticCode.INVALID_REGEX, violation.get());
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return problem(DiagnosticCode.INVALID_REGEX, description(e));
        }
    }

    /** Returns why a text is no pattern of dates (LANG-62). */
    public static Optional<Problem> checkDatePattern(String pattern) {
        return DateDirective.firstUnknown(pattern)
                .flatMap(directive ->
                        problem(
                                DiagnosticCode.INVALID_DATE_FORMAT,
                                "Unknown directive `" + directive + "`"));
    }

    private static String description(PatternSyntaxException e) {
        String part = e.getPattern();
        if (part.startsWith("(?=") || part.startsWith("(?!")) {
            return "`" + part + "`: lookahead is not supported";
        }
        if (part.startsWith("(?<=") || part.startsWith("(?<!")) {
            return "`" + part + "`: lookbehind is not supported";
        }
        return "`" + part + "`: " + e.getDescription();
    }

    private static Optional<Problem> problem(DiagnosticCode code, String message) {
        return Optional.of(new Problem(code, message));
    }

    /** What is wrong with a literal, without its position. */
    public record Problem(DiagnosticCode code, String message) {}
}
