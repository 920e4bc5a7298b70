package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.TextSearch;
import org.jspecify.annotations.Nullable;

/** Functions that look for something in text, arrays and objects (language.md 11.1, 11.4). */
public final class SearchFunctions {
    private static final Long NOT_FOUND = -1L;

    private SearchFunctions() {}

    public static @Nullable Object startsWith(
            ExecutionContext context, @Nullable Object s, @Nullable Object t) {
        if (s == null) {
            return false;
        }
        String text = Arguments.text(context, "starts_with", s);
        return text.startsWith(Arguments.text(context, "starts_with", t));
    }

    public static @Nullable Object endsWith(
            ExecutionContext context, @Nullable Object s, @Nullable Object t) {
        if (s == null) {
            return false;
        }
        String text = Arguments.text(context, "ends_with", s);
        return text.endsWith(Arguments.text(context, "ends_with", t));
    }

    /**
     * Whether text has a part, an array an element or an object a key; as the operator {@code in}.
     */
    public static @Nullable Object contains(
            ExecutionContext context, @Nullable Object x, @Nullable Object y) {
        return switch (x) {
            case null -> false;
            case String _, ArrayValue _, ObjectValue _ -> Comparisons.in(context, y, x);
            default -> throw Arguments.wrongType("contains", "text, an array or an object", x);
        };
    }

    /** Returns the first position of a part in text or of an element in an array, or −1. */
    public static @Nullable Object indexOf(
            ExecutionContext context, @Nullable Object x, @Nullable Object y) {
        return switch (x) {
            case null -> NOT_FOUND;
            case String text -> position(text, TextForm.transientText(context, y));
            case ArrayValue array -> (long) Comparisons.indexIn(context, array, y);
            default -> throw Arguments.wrongType("index_of", "text or an array", x);
        };
    }

    /** Whether an object has a key or an array an element. */
    public static @Nullable Object has(
            ExecutionContext context, @Nullable Object x, @Nullable Object k) {
        return switch (x) {
            case null -> false;
            case ArrayValue _, ObjectValue _ -> Comparisons.in(context, k, x);
            default -> throw Arguments.wrongType("has", "an object or an array", x);
        };
    }

    private static Long position(String text, String sought) {
        int index = TextSearch.indexOf(text, sought);
        return index < 0 ? NOT_FOUND : (Long) (long) text.codePointCount(0, index);
    }
}
