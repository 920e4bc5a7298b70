package dev.tiercel.frontend.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Regular expressions of documents (LANG-63, LANG-65). */
public final class RegexPattern {
    /** The greatest number of characters of a pattern. */
    public static final int LENGTH_MAX = 1_000;

    private static final java.util.regex.Pattern LOOKAROUND =
            java.util.regex.Pattern.compile("\\(\\?(<?[=!])");
    private static final java.util.regex.Pattern BACKREFERENCE =
            java.util.regex.Pattern.compile("\\\\[1-9]|\\\\k<");

    private RegexPattern() {}

    /** Returns what is wrong with a pattern, as a sentence. */
    public static Optional<String> fault(String pattern) {
        int length = pattern.codePointCount(0, pattern.length());
        if (length > LENGTH_MAX) {
            return Optional.of(
                    "The pattern has " + length + " characters; the limit is " + LENGTH_MAX);
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
            return lookaround.group(1).startsWith("<")
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
