package dev.tiercel.runtime.function;

import java.util.Locale;

/** Classes and positions of characters, which are code points (LANG-4, LANG-75). */
final class Characters {
    private static final int SLUG_CATEGORIES =
            bit(Character.UPPERCASE_LETTER)
                    | bit(Character.LOWERCASE_LETTER)
                    | bit(Character.TITLECASE_LETTER)
                    | bit(Character.MODIFIER_LETTER)
                    | bit(Character.OTHER_LETTER)
                    | bit(Character.NON_SPACING_MARK)
                    | bit(Character.ENCLOSING_MARK)
                    | bit(Character.COMBINING_SPACING_MARK)
                    | bit(Character.DECIMAL_DIGIT_NUMBER);

    private Characters() {}

    /**
     * Whether a character has the Unicode property White_Space, which no method of Character tests.
     */
    static boolean isWhiteSpace(int character) {
        return switch (character) {
            case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default ->
                    (character >= '\t' && character <= '\r')
                            || (character >= 0x2000 && character <= 0x200A);
        };
    }

    /** Whether a character is a letter (L), a mark (M) or a digit (Nd). */
    static boolean isLetterMarkOrDigit(int character) {
        return (SLUG_CATEGORIES & (1 << Character.getType(character))) != 0;
    }

    static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns the index of the first character that is no white space, or the length. */
    static int skipWhiteSpace(String text, int from) {
        int index = from;
        while (index < text.length() && isWhiteSpace(text.codePointAt(index))) {
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
    }

    /** Returns the index of the first white space, or the length. */
    static int skipWord(String text, int from) {
        int index = from;
        while (index < text.length() && !isWhiteSpace(text.codePointAt(index))) {
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
    }

    /**
     * Returns the index behind the last character that is no white space, at least {@code from}.
     */
    static int endWithoutWhiteSpace(String text, int from) {
        int end = text.length();
        while (end > from && isWhiteSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return end;
    }

    /** Returns a character in upper case, which may be several: {@code ß} gives {@code SS}. */
    static String upperCase(int character) {
        return Character.toString(character).toUpperCase(Locale.ROOT);
    }

    private static int bit(byte category) {
        return 1 << category;
    }
}
