package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** What building a value takes from the memory budget (OP-39), in bytes. */
public final class MemoryCost {
    private static final int STRING = 16;
    private static final int ARRAY = 16;
    private static final int OBJECT = 32;
    private static final int BYTES = 16;

    private MemoryCost() {}

    /** Returns the cost of a string with that number of UTF-16 units. */
    public static long string(long units) {
        return STRING + 2 * units;
    }

    /** Returns the cost of an array with that number of elements. */
    public static long array(long elements) {
        return ARRAY + 8 * elements;
    }

    /** Returns the cost of an object with that number of members. */
    public static long object(long members) {
        return OBJECT + 24 * members;
    }

    /** Returns the cost of that number of octets, and of a response body of that length. */
    public static long bytes(long octets) {
        return BYTES + octets;
    }

    /**
     * Returns the cost of a value with everything in it. Values nest no deeper than {@link Nesting}
     * allows.
     */
    public static long ofValue(@Nullable Object value) {
        return switch (value) {
            case String text -> string(text.length());
            case BytesValue octets -> bytes(octets.size());
            case ArrayValue array -> {
                long sum = array(array.size());
                for (Object element : array) {
                    sum += ofValue(element);
                }
                yield sum;
            }
            case ObjectValue object -> {
                long sum = object(object.slotCount());
                for (int i = 0; i < object.slotCount(); i++) {
                    sum += ofValue(object.slot(i));
                }
                yield sum;
            }
            case null, default -> 0;
        };
    }

    /**
     * Returns the greatest number of UTF-16 units a string may have that costs at most {@code
     * bytes}.
     */
    static long stringUnits(long bytes) {
        return Math.max(0, (bytes - STRING) / 2);
    }

    /** Returns the greatest number of octets that cost at most {@code bytes}. */
    static long byteCount(long bytes) {
        return Math.max(0, bytes - BYTES);
    }
}
