package dev.tiercel.runtime.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tiercel.ir.RegexRules;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.LogicError;
import java.util.Optional;

/** Compiled regular expressions by their text (LANG-63, LANG-65). Thread-safe. */
public final class RegexPatterns {
    /** Greatest number of patterns that are kept compiled. */
    public static final int CACHE_ENTRIES_MAX = 1_024;

    private static final GenerationalCache<Pattern> CACHE =
            new GenerationalCache<>(CACHE_ENTRIES_MAX, RegexPatterns::compile);

    private RegexPatterns() {}

    /** Returns the compiled pattern, or raises INVALID_REGEX. */
    static Pattern of(String pattern) {
        return CACHE.get(pattern);
    }

    /**
     * Whether a pattern is found anywhere in a text; raises INVALID_REGEX. For checks of requests.
     */
    public static boolean isFound(String pattern, String text) {
        return of(pattern).matcher(text).find();
    }

    private static Pattern compile(String pattern) {
        Optional<String> violation = RegexRules.violation(pattern);
        if (violation.isPresent()) {
            throw invalid(violation.get());
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw invalid(e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    private static LogicError invalid(String problem) {
        return LogicError.of(
                ErrorCode.INVALID_REGEX, "The regular expression is invalid: " + problem);
    }
}
