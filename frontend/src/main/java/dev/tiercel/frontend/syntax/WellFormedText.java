package dev.tiercel.frontend.syntax;

import org.jspecify.annotations.Nullable;

/** Replaces halves of surrogate pairs, which escapes can produce, by U+FFFD (LANG-4). */
final class WellFormedText {
    private static final char REPLACEMENT = '\uFFFD';

    private static final String ESCAPED_REPLACEMENT = "\\uFFFD";
    private static final int ESCAPE_LENGTH = 6;

    private WellFormedText() {}

    /**
     * Returns JSON text of the same length whose escapes are halves of pairs only where both stand.
     */
    static String ofJson(String text) {
        @Nullable StringBuilder result = null;
        for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i)) {
            int unit = escaped(text, i);
            if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
                i += 2;
            } else if (isLow(escaped(text, i + ESCAPE_LENGTH)) && !isLow(unit)) {
                i += 2 * ESCAPE_LENGTH;
            } else {
                result = result == null ? new StringBuilder(text) : result;
                result.replace(i, i + ESCAPE_LENGTH, ESCAPED_REPLACEMENT);
                i += ESCAPE_LENGTH;
            }
        }
        return result == null ? text : result.toString();
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    /** Returns the unit that an escape stands for, or a negative number. */
    private static int escaped(String text, int start) {
        if (!text.startsWith("\\u", start) || start + ESCAPE_LENGTH > text.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = start + 2; i < start + ESCAPE_LENGTH; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> isLoneSurrogate(c) ? REPLACEMENT : c)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
