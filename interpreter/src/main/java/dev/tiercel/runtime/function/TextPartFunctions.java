package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** Functions that cut, fill and repeat text by positions of characters (language.md 11.1). */
public final class TextPartFunctions {
    private static final String BLANK = " ";
    private static final String ELLIPSIS = "...";

    private TextPartFunctions() {}

    /**
     * Returns the characters from {@code start} to before {@code end}; negative counts from the
     * end.
     */
    public static @Nullable Object substring(
            ExecutionContext context,
            @Nullable Object s,
            @Nullable Object start,
            @Nullable Object end) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "substring", s);
        Span span = Span.of(context, Characters.count(text), start, end);
        return Results.text(context, s, span.of(text));
    }

    public static @Nullable Object left(
            ExecutionContext context, @Nullable Object s, @Nullable Object n) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "left", s);
        return Results.text(context, s, firstCharacters(text, count(context, n)));
    }

    public static @Nullable Object right(
            ExecutionContext context, @Nullable Object s, @Nullable Object n) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "right", s);
        long dropped = Math.max(0, Characters.count(text) - count(context, n));
        return Results.text(context, s, text.substring(text.offsetByCodePoints(0, (int) dropped)));
    }

    public static @Nullable Object repeat(
            ExecutionContext context, @Nullable Object s, @Nullable Object n) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "repeat", s);
        long count = count(context, n);
        Results.chargeText(context, saturatedProduct(text.length(), count));
        return text.isEmpty() ? text : text.repeat((int) count);
    }

    public static @Nullable Object padStart(
            ExecutionContext context,
            @Nullable Object s,
            @Nullable Object n,
            @Nullable Object fill) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "pad_start", s);
        String padding = padding(context, "pad_start", text, n, fill);
        return padding.isEmpty() ? Results.text(context, s, text) : padding + text;
    }

    public static @Nullable Object padEnd(
            ExecutionContext context,
            @Nullable Object s,
            @Nullable Object n,
            @Nullable Object fill) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "pad_end", s);
        String padding = padding(context, "pad_end", text, n, fill);
        return padding.isEmpty() ? Results.text(context, s, text) : text + padding;
    }

    /** Cuts text that is longer than {@code n} so that it is that long together with the suffix. */
    public static @Nullable Object truncate(
            ExecutionContext context,
            @Nullable Object s,
            @Nullable Object n,
            @Nullable Object suffix) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "truncate", s);
        long length = count(context, n);
        String ending = Arguments.text(context, "truncate", suffix, ELLIPSIS);
        if (Characters.count(text) <= length) {
            return Results.text(context, s, text);
        }
        long kept = length - Characters.count(ending);
        return Results.text(
                context,
                kept <= 0 ? firstCharacters(text, length) : firstCharacters(text, kept) + ending);
    }

    private static long count(ExecutionContext context, @Nullable Object n) {
        return Conversions.toInteger(context, n, "n", 0, Long.MAX_VALUE);
    }

    private static String firstCharacters(String text, long count) {
        return count >= text.length() || count >= Characters.count(text)
                ? text
                : text.substring(0, text.offsetByCodePoints(0, (int) count));
    }

    /**
     * Returns what fills a text to {@code n} characters, and charges the filled text unless it is
     * empty.
     */
    private static String padding(
            ExecutionContext context,
            String function,
            String text,
            @Nullable Object n,
            @Nullable Object fill) {
        long length = Conversions.toInteger(context, n, "n", Long.MIN_VALUE, Long.MAX_VALUE);
        String filler = Arguments.text(context, function, fill, BLANK);
        if (filler.isEmpty()) {
            throw Arguments.outOfRange(function, "the text to fill with is empty");
        }
        int count = Characters.count(text);
        if (length <= count) {
            return "";
        }
        long missing = length - count;
        int fillerCount = Characters.count(filler);
        String rest = firstCharacters(filler, missing % fillerCount);
        long copies = missing / fillerCount;
        long units = saturatedProduct(filler.length(), copies) + rest.length();
        Results.chargeText(context, units + text.length());
        return filler.repeat((int) copies) + rest;
    }

    /** Returns a product of which all that matters is whether it is too large. */
    private static long saturatedProduct(int length, long count) {
        return length == 0 ? 0 : count > Integer.MAX_VALUE ? Integer.MAX_VALUE : length * count;
    }
}
