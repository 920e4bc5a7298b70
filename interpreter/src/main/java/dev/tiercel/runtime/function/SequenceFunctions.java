package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Iteration;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.ObjectValue;
import org.jspecify.annotations.Nullable;

/** Functions of arrays and text by position (language.md 11.4). */
public final class SequenceFunctions {
    private static final String ARRAY_OR_TEXT = "an array or text";

    /** More than any budget, and subtracted from one without overflow. */
    private static final long FUEL_MAX = Long.MAX_VALUE / 4;

    private SequenceFunctions() {}

    /** Returns the number of characters, elements, members or octets; 0 of null. */
    public static @Nullable Object length(ExecutionContext context, @Nullable Object x) {
        return length("length", x);
    }

    public static @Nullable Object count(ExecutionContext context, @Nullable Object a) {
        return length("count", a);
    }

    /** Returns the number of elements of an array, 0 of null; other types raise TYPE_ERROR. */
    public static @Nullable Object countElements(ExecutionContext context, @Nullable Object a) {
        return a == null ? 0L : (long) Arguments.array("count", a).size();
    }

    public static @Nullable Object first(ExecutionContext context, @Nullable Object x) {
        return switch (x) {
            case null -> null;
            case ArrayValue array -> array.size() == 0 ? null : array.get(0);
            case String text -> text.isEmpty() ? null : Members.character(text.codePointAt(0));
            default -> throw Arguments.wrongType("first", ARRAY_OR_TEXT, x);
        };
    }

    public static @Nullable Object last(ExecutionContext context, @Nullable Object x) {
        return switch (x) {
            case null -> null;
            case ArrayValue array -> array.size() == 0 ? null : array.get(array.size() - 1);
            case String text ->
                    text.isEmpty() ? null : Members.character(text.codePointBefore(text.length()));
            default -> throw Arguments.wrongType("last", ARRAY_OR_TEXT, x);
        };
    }

    /** Returns the elements or characters from {@code start} to before {@code end}. */
    public static @Nullable Object slice(
            ExecutionContext context,
            @Nullable Object x,
            @Nullable Object start,
            @Nullable Object end) {
        return switch (x) {
            case null -> null;
            case ArrayValue array ->
                    part(context, array, Span.of(context, array.size(), start, end));
            case String text ->
                    Results.text(
                            context,
                            x,
                            Span.of(context, Characters.count(text), start, end).of(text));
            default -> throw Arguments.wrongType("slice", ARRAY_OR_TEXT, x);
        };
    }

    public static @Nullable Object reverse(ExecutionContext context, @Nullable Object x) {
        return switch (x) {
            case null -> null;
            case ArrayValue array -> reversed(context, array);
            case String text -> Results.text(context, new StringBuilder(text).reverse().toString());
            default -> throw Arguments.wrongType("reverse", ARRAY_OR_TEXT, x);
        };
    }

    public static @Nullable Object append(
            ExecutionContext context, @Nullable Object a, @Nullable Object v) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("append", a);
        @Nullable Object[] elements = Results.elements(context, array.size() + 1L);
        copy(array, 0, elements, 0, array.size());
        elements[array.size()] = v;
        return ArrayValue.wrap(elements);
    }

    public static @Nullable Object prepend(
            ExecutionContext context, @Nullable Object a, @Nullable Object v) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("prepend", a);
        @Nullable Object[] elements = Results.elements(context, array.size() + 1L);
        elements[0] = v;
        copy(array, 0, elements, 1, array.size());
        return ArrayValue.wrap(elements);
    }

    /** Replaces elements that are arrays by their elements, down to a number of levels. */
    public static @Nullable Object flatten(
            ExecutionContext context, @Nullable Object a, @Nullable Object depth) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("flatten", a);
        long levels =
                depth == null
                        ? 1
                        : Conversions.toInteger(
                                context, depth, "depth", Long.MIN_VALUE, Long.MAX_VALUE);
        return new Flattening(context).flatten(array, levels);
    }

    /** Returns arrays of {@code n} elements each, the last may be shorter. */
    public static @Nullable Object chunk(
            ExecutionContext context, @Nullable Object a, @Nullable Object n) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("chunk", a);
        long size = Conversions.toInteger(context, n, "n", 1, Long.MAX_VALUE);
        int chunkSize = (int) Math.min(size, Math.max(1, array.size()));
        @Nullable Object[] chunks =
                Results.elements(context, (array.size() + chunkSize - 1L) / chunkSize);
        for (int i = 0; i < chunks.length; i++) {
            int start = i * chunkSize;
            int end = Math.min(array.size() - start, chunkSize) + start;
            chunks[i] = part(context, array, new Span(start, end));
        }
        return ArrayValue.wrap(chunks);
    }

    /** Returns the integers from 0 to before {@code end}. */
    public static @Nullable Object rangeTo(ExecutionContext context, @Nullable Object end) {
        return end == null ? null : integers(context, 0, bound(context, end, "end"), 1);
    }

    /** Returns the integers from {@code start} to before {@code end}. */
    public static @Nullable Object range(
            ExecutionContext context,
            @Nullable Object start,
            @Nullable Object end,
            @Nullable Object step) {
        if (start == null) {
            return null;
        }
        long first = bound(context, start, "start");
        long bound = bound(context, end, "end");
        return integers(context, first, bound, step == null ? 1 : bound(context, step, "step"));
    }

    private static Long length(String function, @Nullable Object x) {
        return switch (x) {
            case null -> 0L;
            case String text -> (long) Characters.count(text);
            case ArrayValue array -> (long) array.size();
            case ObjectValue object -> (long) object.size();
            case BytesValue bytes -> (long) bytes.size();
            default -> throw Arguments.wrongType(function, "text, an array, an object or bytes", x);
        };
    }

    private static long bound(ExecutionContext context, @Nullable Object value, String name) {
        return Conversions.toInteger(context, value, name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static ArrayValue integers(ExecutionContext context, long start, long end, long step) {
        long count = Iteration.rangeLength(start, end, step);
        context.chargeFuel(Math.min(count, FUEL_MAX));
        @Nullable Object[] elements = Results.elements(context, count);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = start + i * step;
        }
        return ArrayValue.wrap(elements);
    }

    private static ArrayValue part(ExecutionContext context, ArrayValue array, Span span) {
        @Nullable Object[] elements = Results.elements(context, span.size());
        copy(array, span.start(), elements, 0, span.size());
        return ArrayValue.wrap(elements);
    }

    private static ArrayValue reversed(ExecutionContext context, ArrayValue array) {
        @Nullable Object[] elements = Results.elements(context, array.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = array.get(elements.length - 1 - i);
        }
        return ArrayValue.wrap(elements);
    }

    private static void copy(
            ArrayValue source, int from, @Nullable Object[] target, int to, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] = source.get(from + i);
        }
    }
}
