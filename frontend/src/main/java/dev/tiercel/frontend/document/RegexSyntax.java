package dev.tiercel.frontend.document;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tiercel.ir.RegexRules;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with the regular expressions of documents (LANG-63, LANG-65). Thread-safe. */
public final class RegexSyntax {
    private static final Pattern LOOKAROUND = Pattern.compile("\\(\\?<?[=!]");
    private static final Pattern BACKREFERENCE = Pattern.compile("\\\\[1-9]|\\\\k<");

    private RegexSyntax() {}

    /** Returns the fault of a pattern, as a sentence. */
    public static Optional<String> fault(String pattern) {
        Optional<String> violation = RegexRules.violation(pattern);
        if (violation.isPresent()) {
            String text = violation.get();
            return Optional.of(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("`" + pattern + "`: " + reason(pattern, e));
        }
    }

    private static String reason(String pattern, PatternSyntaxException e) {
        var lookaround = LOOKAROUND.matcher(pattern);
        if (lookaround.find()) {
            return lookaround.group().contains("<")
                    ? "lookbehind is not supported"
                    : "lookahead is not supported";
        }
        if (BACKREFERENCE.matcher(pattern).find()
                && e.getDescription().contains("escape sequence")) {
            return "backreferences are not supported";
        }
        String culprit = e.getPattern();
        return culprit == null || culprit.isEmpty() || culprit.equals(pattern)
                ? e.getDescription()
                : e.getDescription() + " `" + culprit + "`";
    }
}
