package dev.tiercel.runtime.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a pattern in a text, one after another and not overlapping. Used by one call.
 *
 * <p>After an empty match the search goes on at the next character. The library's own iteration
 * goes on at the next UTF-16 unit, which may be the second half of a character.
 */
final class RegexMatches {
    private final ExecutionContext context;
    private final String text;
    private final Matcher matcher;
    private int from;

    RegexMatches(ExecutionContext context, String text, Pattern pattern) {
        this.context = context;
        this.text = text;
        this.matcher = pattern.matcher(TimedText.of(context, text, pattern.programSize()));
    }

    /** Goes to the next match; returns false if there is none. */
    boolean next() {
        context.checkTime();
        if (from > text.length() || !matcher.find(from)) {
            from = text.length() + 1;
            return false;
        }
        from = matcher.end();
        if (isEmpty()) {
            from += from < text.length() ? Character.charCount(text.codePointAt(from)) : 1;
        }
        return true;
    }

    boolean isEmpty() {
        return matcher.start() == matcher.end();
    }

    int start() {
        return matcher.start();
    }

    int end() {
        return matcher.end();
    }

    int groupCount() {
        return matcher.groupCount();
    }

    /**
     * Returns the text of a group, 0 being the whole match; null if the group has no part in the
     * match.
     */
    @Nullable String group(int group) {
        return matcher.group(group);
    }
}
