package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.TextSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions that change or take apart text as a whole (language.md 11.1). */
public final class TextFunctions {
    private static final String COMMA = ",";

    private TextFunctions() {}

    public static @Nullable Object upper(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        return Results.text(
                context, s, Arguments.text(context, "upper", s).toUpperCase(Locale.ROOT));
    }

    public static @Nullable Object lower(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        return Results.text(
                context, s, Arguments.text(context, "lower", s).toLowerCase(Locale.ROOT));
    }

    public static @Nullable Object trim(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "trim", s);
        int start = Characters.skipWhiteSpace(text, 0);
        int end = Characters.endWithoutWhiteSpace(text, start);
        return Results.text(context, s, text.substring(start, end));
    }

    public static @Nullable Object trimStart(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "trim_start", s);
        return Results.text(context, s, text.substring(Characters.skipWhiteSpace(text, 0)));
    }

    public static @Nullable Object trimEnd(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "trim_end", s);
        return Results.text(
                context, s, text.substring(0, Characters.endWithoutWhiteSpace(text, 0)));
    }

    /** Puts the first character in upper case. */
    public static @Nullable Object capitalize(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "capitalize", s);
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        String capital = Characters.upperCase(first);
        return Results.text(context, capital + text.substring(Character.charCount(first)));
    }

    /** Puts the first character of each word in upper case. */
    public static @Nullable Object title(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "title", s);
        StringBuilder built = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int word = Characters.skipWhiteSpace(text, start);
            built.append(text, start, word);
            start = Characters.skipWord(text, word);
            if (start > word) {
                int first = text.codePointAt(word);
                built.append(Characters.upperCase(first))
                        .append(text, word + Character.charCount(first), start);
            }
        }
        return Results.text(context, built.toString());
    }

    /** Replaces every occurrence of literal text. */
    public static @Nullable Object replace(
            ExecutionContext context,
            @Nullable Object s,
            @Nullable Object from,
            @Nullable Object to) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "replace", s);
        String sought = Arguments.text(context, "replace", from);
        String replacement = Arguments.text(context, "replace", to);
        if (sought.isEmpty()) {
            throw Arguments.outOfRange("replace", "the text to replace is empty");
        }
        long occurrences = occurrences(text, sought);
        if (occurrences == 0) {
            return Results.text(context, s, text);
        }
        Results.chargeText(
                context, text.length() + occurrences * (replacement.length() - sought.length()));
        return replaced(text, sought, replacement);
    }

    public static @Nullable Object split(
            ExecutionContext context, @Nullable Object s, @Nullable Object sep) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "split", s);
        String separator = Arguments.text(context, "split", sep, COMMA);
        return separator.isEmpty() ? characters(context, text) : parts(context, text, separator);
    }

    /** Puts the text forms of the elements one after the other. */
    public static @Nullable Object join(
            ExecutionContext context, @Nullable Object a, @Nullable Object sep) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("join", a);
        String separator = Arguments.text(context, "join", sep, COMMA);
        int count = array.size();
        if (separator.isEmpty() || count < 2) {
            return TextForm.concatenate(context, array.toArray());
        }
        @Nullable Object[] parts = new @Nullable Object[2 * count - 1];
        for (int i = 0; i < count; i++) {
            parts[2 * i] = array.get(i);
            if (i > 0) {
                parts[2 * i - 1] = separator;
            }
        }
        return TextForm.concatenate(context, parts);
    }

    /**
     * Concatenates arrays if the first argument is one, otherwise the text forms of all arguments.
     */
    public static @Nullable Object concat(ExecutionContext context, @Nullable Object[] arguments) {
        if (!(arguments[0] instanceof ArrayValue)) {
            return TextForm.concatenate(context, arguments);
        }
        long count = 0;
        for (Object argument : arguments) {
            count += Arguments.array("concat", argument).size();
        }
        @Nullable Object[] elements = Results.elements(context, count);
        int end = 0;
        for (Object argument : arguments) {
            ArrayValue array = Arguments.array("concat", argument);
            for (int i = 0; i < array.size(); i++) {
                elements[end++] = array.get(i);
            }
        }
        return ArrayValue.wrap(elements);
    }

    /**
     * Writes letters, marks and digits in lower case and one hyphen for everything between them.
     */
    public static @Nullable Object slugify(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "slugify", s).toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder(text.length());
        boolean isGap = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (!Characters.isLetterMarkOrDigit(character)) {
                isGap = true;
                continue;
            }
            if (isGap && !slug.isEmpty()) {
                slug.append('-');
            }
            isGap = false;
            slug.appendCodePoint(character);
        }
        return Results.text(context, slug.toString());
    }

    public static @Nullable Object wordCount(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "word_count", s);
        long words = 0;
        int start = Characters.skipWhiteSpace(text, 0);
        while (start < text.length()) {
            words++;
            start = Characters.skipWhiteSpace(text, Characters.skipWord(text, start));
        }
        return words;
    }

    public static @Nullable Object initials(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "initials", s);
        StringBuilder initials = new StringBuilder();
        int start = Characters.skipWhiteSpace(text, 0);
        while (start < text.length()) {
            initials.append(Characters.upperCase(text.codePointAt(start)));
            start = Characters.skipWhiteSpace(text, Characters.skipWord(text, start));
        }
        return Results.text(context, initials.toString());
    }

    private static long occurrences(String text, String sought) {
        long count = 0;
        TextSearch search = TextSearch.of(text, sought);
        for (int at = search.next(0); at >= 0; at = search.next(at + sought.length())) {
            count++;
        }
        return count;
    }

    private static String replaced(String text, String sought, String replacement) {
        StringBuilder replaced = new StringBuilder(text.length());
        TextSearch search = TextSearch.of(text, sought);
        int copied = 0;
        for (int at = search.next(0); at >= 0; at = search.next(copied)) {
            replaced.append(text, copied, at).append(replacement);
            copied = at + sought.length();
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    private static ArrayValue characters(ExecutionContext context, String text) {
        int count = Characters.count(text);
        context.chargeMemory(count * MemoryCost.string(0) + 2L * text.length());
        @Nullable Object[] elements = Results.elements(context, count);
        int index = 0;
        for (int i = 0; i < count; i++) {
            int end = text.offsetByCodePoints(index, 1);
            elements[i] = text.substring(index, end);
            index = end;
        }
        return ArrayValue.wrap(elements);
    }

    private static ArrayValue parts(ExecutionContext context, String text, String separator) {
        List<Object> parts = new ArrayList<>();
        int start = 0;
        TextSearch search = TextSearch.of(text, separator);
        for (int end = search.next(0); end >= 0; end = search.next(start)) {
            parts.add(Results.text(context, text.substring(start, end)));
            start = end + separator.length();
        }
        parts.add(Results.text(context, text.substring(start)));
        return Results.array(context, parts);
    }
}
