package dev.tiercel.runtime;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An immutable ordered list of values. */
public final class ArrayValue implements Iterable<@Nullable Object> {
    public static final ArrayValue EMPTY = new ArrayValue(new Object[0]);

    private final @Nullable Object[] elements;

    private ArrayValue(@Nullable Object[] elements) {
        this.elements = elements;
    }

    /** Wraps elements that nobody changes afterwards. */
    public static ArrayValue wrap(@Nullable Object[] elements) {
        return elements.length == 0 ? EMPTY : new ArrayValue(elements);
    }

    public static ArrayValue copyOf(List<? extends @Nullable Object> elements) {
        return wrap(elements.toArray());
    }

    public int size() {
        return elements.length;
    }

    /** Returns the element at an index from 0 to size − 1. */
    public @Nullable Object get(int index) {
        return elements[index];
    }

    /** Returns a copy of the elements. */
    public @Nullable Object[] toArray() {
        return elements.clone();
    }

    /** Copies all elements into an array, to {@code start} and following. */
    void copyTo(@Nullable Object[] target, int start) {
        System.arraycopy(elements, 0, target, start, elements.length);
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
        return Arrays.asList(elements).iterator();
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }

    /**
     * Java equality for use in tests and constants; the language's equality is {@code Comparisons}.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArrayValue array && Arrays.equals(elements, array.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }
}
