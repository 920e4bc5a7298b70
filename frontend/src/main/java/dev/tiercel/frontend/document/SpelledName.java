package dev.tiercel.frontend.document;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Regular expressions for names that may be written in several case styles (DOC-41). */
final class SpelledName {
    private SpelledName() {}

    /** Returns the pattern of the keys that mean one of some canonical names. */
    static String pattern(Collection<String> names) {
        return names.stream().map(SpelledName::of).collect(Collectors.joining("|", "^(?:", ")$"));
    }

    private static String of(String name) {
        return words(List.of(name.split("_")), Before.NOTHING);
    }

    /** How the word before was written, which decides where the next one may begin. */
    private enum Before {
        NOTHING,
        LOWER_AT_THE_END,
        UPPER
    }

    private static String words(List<String> words, Before before) {
        if (words.isEmpty()) {
            return "";
        }
        String word = words.getFirst();
        String first = word.substring(0, 1);
        String rest = word.substring(1);
        List<String> others = words.subList(1, words.size());
        String any = "[" + first + first.toUpperCase(Locale.ROOT) + "]" + rest;
        String capitalized = first.toUpperCase(Locale.ROOT) + rest;
        String upper = word.toUpperCase(Locale.ROOT) + words(others, Before.UPPER);
        String separated = "(?:" + any + words(others, Before.LOWER_AT_THE_END) + "|" + upper + ")";
        String joined = capitalized + words(others, Before.LOWER_AT_THE_END);
        return switch (before) {
            case NOTHING -> separated;
            case LOWER_AT_THE_END -> "(?:[_-]" + separated + "|" + joined + "|" + upper + ")";
            case UPPER -> "(?:[_-]" + separated + "|" + joined + ")";
        };
    }
}
