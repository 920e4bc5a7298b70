package dev.tiercel.runtime.function;

import com.google.re2j.Pattern;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of regular expressions (language.md 11.2, 13). */
public final class RegexFunctions {
    private RegexFunctions() {}

    /** Whether a pattern is found anywhere in a text. */
    public static @Nullable Object regexMatch(
            ExecutionContext context, @Nullable Object s, @Nullable Object pattern) {
        if (s == null) {
            return false;
        }
        return matches(context, "regex_match", s, pattern).next();
    }

    /** Returns the first match, null if there is none. */
    public static @Nullable Object regexFind(
            ExecutionContext context, @Nullable Object s, @Nullable Object pattern) {
        if (s == null) {
            return null;
        }
        RegexMatches matches = matches(context, "regex_find", s, pattern);
        return matches.next() ? group(context, matches, 0) : null;
    }

    public static @Nullable Object regexFindAll(
            ExecutionContext context, @Nullable Object s, @Nullable Object pattern) {
        if (s == null) {
            return null;
        }
        RegexMatches matches = matches(context, "regex_find_all", s, pattern);
        List<@Nullable Object> found = new ArrayList<>();
        while (matches.next()) {
            found.add(group(context, matches, 0));
        }
        return Results.array(context, found);
    }

    /** Returns the first match and its groups, null if there is no match. */
    public static @Nullable Object regexGroups(
            ExecutionContext context, @Nullable Object s, @Nullable Object pattern) {
        if (s == null) {
            return null;
        }
        RegexMatches matches = matches(context, "regex_groups", s, pattern);
        if (!matches.next()) {
            return null;
        }
        @Nullable Object[] groups = Results.elements(context, matches.groupCount() + 1L);
        for (int i = 0; i < groups.length; i++) {
            groups[i] = group(context, matches, i);
        }
        return ArrayValue.wrap(groups);
    }

    /** Replaces every match. */
    public static @Nullable Object regexReplace(
            ExecutionContext context,
            @Nullable Object s,
            @Nullable Object pattern,
            @Nullable Object to) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "regex_replace", s);
        Pattern compiled = pattern("regex_replace", pattern);
        Replacement replacement =
                Replacement.of(Arguments.text(context, "regex_replace", to), compiled);
        RegexMatches matches = new RegexMatches(context, text, compiled);
        BoundedText replaced = new BoundedText(context);
        int copied = 0;
        while (matches.next()) {
            replaced.append(text, copied, matches.start());
            replacement.append(replaced, matches);
            copied = matches.end();
        }
        return replaced.append(text, copied, text.length()).build();
    }

    /** Returns the parts between matches; an empty match at the start or the end does not split. */
    public static @Nullable Object regexSplit(
            ExecutionContext context, @Nullable Object s, @Nullable Object pattern) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "regex_split", s);
        RegexMatches matches = new RegexMatches(context, text, pattern("regex_split", pattern));
        List<@Nullable Object> parts = new ArrayList<>();
        int end = 0;
        while (matches.next()) {
            boolean isAtEdge = matches.start() == 0 || matches.start() == text.length();
            if (!(matches.isEmpty() && isAtEdge)) {
                parts.add(Results.text(context, text.substring(end, matches.start())));
                end = matches.end();
            }
        }
        parts.add(Results.text(context, text.substring(end)));
        return Results.array(context, parts);
    }

    private static RegexMatches matches(
            ExecutionContext context, String function, Object s, @Nullable Object pattern) {
        String text = Arguments.text(context, function, s);
        return new RegexMatches(context, text, pattern(function, pattern));
    }

    private static Pattern pattern(String function, @Nullable Object pattern) {
        return RegexPatterns.of(Arguments.name(function, pattern));
    }

    private static @Nullable Object group(
            ExecutionContext context, RegexMatches matches, int group) {
        String text = matches.group(group);
        return text == null ? null : Results.text(context, text);
    }
}
