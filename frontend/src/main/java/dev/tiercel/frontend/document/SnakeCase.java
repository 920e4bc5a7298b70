package dev.tiercel.frontend.document;

import java.util.Locale;

/** The canonical spelling of names that may be written in several case styles (DOC-41). */
final class SnakeCase {
    private SnakeCase() {}

    /** Returns the snake_case form of a name in PascalCase, camelCase, kebab-case or snake_case. */
    static String of(String name) {
        var result = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && startsWord(name, i)) {
                result.append('_');
            }
            result.append(c == '-' ? '_' : c);
        }
        return result.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean startsWord(String name, int index) {
        char before = name.charAt(index - 1);
        boolean afterWord = Character.isLowerCase(before) || Character.isDigit(before);
        boolean isLastOfRun =
                Character.isUpperCase(before)
                        && index + 1 < name.length()
                        && Character.isLowerCase(name.charAt(index + 1));
        return afterWord || isLastOfRun;
    }
}
