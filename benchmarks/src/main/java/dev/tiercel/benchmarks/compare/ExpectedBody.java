package dev.tiercel.benchmarks.compare;

import java.util.Arrays;
import java.util.List;

/**
 * The body with which a server answers a request. All bytes are the same in each answer but those
 * of the JSON values that were found to vary, as the id of a request or a time does; the length is
 * always the same.
 */
final class ExpectedBody {
    private final byte[] bytes;

    /** Where parts that do not vary start and end, in turn. */
    private final int[] bounds;

    private ExpectedBody(byte[] bytes, int[] bounds) {
        this.bytes = bytes;
        this.bounds = bounds;
    }

    /** Returns a body of which nothing varies. */
    static ExpectedBody constant(byte[] bytes) {
        return new ExpectedBody(bytes, new int[] {0, bytes.length});
    }

    /**
     * Returns what the bodies of several answers have in common. A value whose first bytes happen
     * to be the same varies as a whole.
     *
     * @throws IllegalArgumentException if their lengths are not the same
     */
    static ExpectedBody common(List<byte[]> bodies) {
        byte[] first = bodies.getFirst();
        boolean[] varies = new boolean[first.length];
        for (byte[] body : bodies) {
            if (body.length != first.length) {
                throw new IllegalArgumentException(
                        "answers of %d and of %d bytes".formatted(first.length, body.length));
            }
            for (int i = 0; i < body.length; i++) {
                varies[i] |= body[i] != first[i];
            }
        }
        return new ExpectedBody(first, bounds(first, varies));
    }

    int length() {
        return bytes.length;
    }

    /** Returns whether a body in a buffer is the expected one. */
    boolean isAt(byte[] buffer, int from, int to) {
        if (to - from != bytes.length) {
            return false;
        }
        for (int i = 0; i < bounds.length; i += 2) {
            int start = bounds[i];
            int end = bounds[i + 1];
            if (!Arrays.equals(buffer, from + start, from + end, bytes, start, end)) {
                return false;
            }
        }
        return true;
    }

    private static int[] bounds(byte[] body, boolean[] varies) {
        int[] bounds = new int[body.length + 2];
        int count = 0;
        int constantFrom = 0;
        int at = 0;
        while (at < body.length) {
            int end = tokenEnd(body, at);
            if (isAnyTrue(varies, at, end)) {
                bounds[count++] = constantFrom;
                bounds[count++] = at;
                constantFrom = end;
            }
            at = end;
        }
        bounds[count++] = constantFrom;
        bounds[count++] = body.length;
        return Arrays.copyOf(bounds, count);
    }

    /** Returns the end of the string, of the other scalar or of the separator that starts. */
    private static int tokenEnd(byte[] body, int start) {
        int end = start + 1;
        if (body[start] == '"') {
            while (end < body.length && body[end] != '"') {
                end += body[end] == '\\' ? 2 : 1;
            }
            return Math.min(end + 1, body.length);
        }
        if (isSeparator(body[start])) {
            return end;
        }
        while (end < body.length && !isSeparator(body[end])) {
            end++;
        }
        return end;
    }

    private static boolean isSeparator(byte unit) {
        return switch (unit) {
            case '{', '}', '[', ']', ',', ':', '"', ' ', '\n' -> true;
            default -> false;
        };
    }

    private static boolean isAnyTrue(boolean[] flags, int from, int to) {
        for (int i = from; i < to; i++) {
            if (flags[i]) {
                return true;
            }
        }
        return false;
    }
}
