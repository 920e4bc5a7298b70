package dev.tiercel.frontend.document;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** The regular expressions that Tiercel can match (LANG-63, LANG-65). */
final class RegexSyntax {
    private static final int LENGTH_MAX = 1000;

    private RegexSyntax() {}

    /** Returns what is wrong with a pattern. */
    static Optional<String> problem(String pattern) {
        if (pattern.codePointCount(0, pattern.length()) > LENGTH_MAX) {
            return Optional.of("The pattern is longer than " + LENGTH_MAX + " characters");
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("`" + pattern + "`: " + e.getDescription());
        }
    }
}
