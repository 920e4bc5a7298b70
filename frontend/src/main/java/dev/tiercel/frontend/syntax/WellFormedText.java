package dev.tiercel.frontend.syntax;

/** Replaces halves of surrogate pairs, which escapes can produce, by U+FFFD (LANG-4). */
final class WellFormedText {
    private static final char REPLACEMENT = '\uFFFD';

    private WellFormedText() {}

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
