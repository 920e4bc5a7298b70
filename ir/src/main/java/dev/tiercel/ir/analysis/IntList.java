package dev.tiercel.ir.analysis;

import java.util.Arrays;

/** A growing list of ints. One thread. */
public final class IntList {
    private static final int[] EMPTY = {};

    private int[] elements = EMPTY;
    private int size;

    /** Makes an empty list. */
    public IntList() {}

    public int size() {
        return size;
    }

    public int get(int index) {
        return elements[index];
    }

    public void add(int element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, Math.max(4, size * 2));
        }
        elements[size++] = element;
    }

    /** Adds the element unless it is the last one already; whether it has been added. */
    public boolean addUnlessLast(int element) {
        if (size > 0 && elements[size - 1] == element) {
            return false;
        }
        add(element);
        return true;
    }

    public int removeLast() {
        return elements[--size];
    }

    public int[] toArray() {
        return Arrays.copyOf(elements, size);
    }
}
