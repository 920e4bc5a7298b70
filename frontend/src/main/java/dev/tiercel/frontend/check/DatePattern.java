package dev.tiercel.frontend.check;

import java.util.Optional;

/** Patterns of {@code format_date} and {@code parse_date} (LANG-62). */
public final class DatePattern {
    private static final String DIRECTIVES = "YymdejHIMSLfpAaBbuzZsFTR%";

    private DatePattern() {}

    /**
     * What is wrong with a pattern.
     *
     * @param offset where the directive begins
     */
    public record Fault(String message, int offset) {}

    /** Returns the first fault of a pattern. */
    public static Optional<Fault> fault(String pattern) {
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', i + 2)) {
            if (i + 1 == pattern.length()) {
                return Optional.of(
                        new Fault(
                                "The pattern ends within a directive; a percent sign is `%%`", i));
            }
            if (DIRECTIVES.indexOf(pattern.charAt(i + 1)) < 0) {
                String directive = pattern.substring(i, pattern.offsetByCodePoints(i, 2));
                return Optional.of(new Fault("Unknown directive `" + directive + "`", i));
            }
        }
        return Optional.empty();
    }
}
