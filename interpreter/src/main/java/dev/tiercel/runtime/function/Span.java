package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * Positions from {@code start} to before {@code end} inside a sequence, as {@code slice} takes
 * them.
 *
 * @param start from 0 to the length of the sequence
 * @param end from {@code start} to the length of the sequence
 */
record Span(int start, int end) {
    /**
     * Reads the arguments: negative counts from the end, what is out of range is cut off, no end is
     * the end.
     */
    static Span of(
            ExecutionContext context, int length, @Nullable Object start, @Nullable Object end) {
        int from = within(position(context, start, "start"), length);
        int to = end == null ? length : within(position(context, end, "end"), length);
        return new Span(from, Math.max(from, to));
    }

    private static long position(ExecutionContext context, @Nullable Object argument, String name) {
        return Conversions.toInteger(context, argument, name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static int within(long position, int length) {
        long fromStart = position < 0 ? position + length : position;
        return Math.clamp(fromStart, 0, length);
    }

    int size() {
        return end - start;
    }

    /** Returns the characters at these positions. */
    String of(String text) {
        int from = text.offsetByCodePoints(0, start);
        return text.substring(from, text.offsetByCodePoints(from, size()));
    }
}
