package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable object of the language: string keys to values in insertion order.
 *
 * <p>A slot that holds {@link Absent#ABSENT} stands for a member that does not exist; only bodies
 * that were read by a projection have such slots.
 */
public sealed class ObjectValue permits ErrorValue {
    /** The object without members. */
    public static final ObjectValue EMPTY = new ObjectValue(Shape.EMPTY, new Object[0]);

    private final Shape shape;
    private final @Nullable Object[] slots;

    /** Wraps one value per key of the shape; nobody changes the array afterwards. */
    ObjectValue(Shape shape, @Nullable Object[] slots) {
        assert shape.size() == slots.length : "one slot per key";
        this.shape = shape;
        this.slots = slots;
    }

    /**
     * Wraps one value, or {@link Absent#ABSENT}, per key of the shape; nobody changes the array
     * afterwards. Charges nothing.
     */
    public static ObjectValue wrap(Shape shape, @Nullable Object[] slots) {
        return slots.length == 0 ? EMPTY : new ObjectValue(shape, slots);
    }

    public final Shape shape() {
        return shape;
    }

    /** Returns the number of slots, which is the number of keys of the shape. */
    public final int slotCount() {
        return slots.length;
    }

    /** Returns the value in a slot, or {@link Absent#ABSENT}. */
    public final @Nullable Object slot(int index) {
        return slots[index];
    }

    /** Returns the key of a slot. */
    public final String key(int index) {
        return shape.key(index);
    }

    /** Returns the number of members. */
    public final int size() {
        int size = 0;
        for (Object slot : slots) {
            if (slot != Absent.ABSENT) {
                size++;
            }
        }
        return size;
    }

    /** Whether there are no members. */
    public final boolean isEmpty() {
        return slots.length == 0 || size() == 0;
    }

    /** Returns a member, or {@link Absent#ABSENT} if there is none of that name. */
    public final @Nullable Object find(String name) {
        int slot = shape.slotOf(name);
        return slot < 0 ? Absent.ABSENT : slots[slot];
    }

    /**
     * Returns a member that is expected in a slot, or {@link Absent#ABSENT}; any hint gives the
     * right answer.
     */
    public final @Nullable Object find(String name, int slotHint) {
        int slot = shape.slotOf(name, slotHint);
        return slot < 0 ? Absent.ABSENT : slots[slot];
    }

    /** Returns a member, null if there is none of that name. */
    public final @Nullable Object get(String name) {
        Object member = find(name);
        return member == Absent.ABSENT ? null : member;
    }

    public final boolean has(String name) {
        return find(name) != Absent.ABSENT;
    }

    final @Nullable Object[] copyOfSlots() {
        return slots.clone();
    }

    /**
     * Java equality for use in tests and constants; the language's equality is {@link Comparisons}.
     */
    @Override
    public final boolean equals(@Nullable Object other) {
        if (!(other instanceof ObjectValue object) || object.size() != size()) {
            return false;
        }
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Absent.ABSENT && !Objects.equals(slots[i], object.find(key(i)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int hashCode() {
        int hash = 0;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Absent.ABSENT) {
                hash += key(i).hashCode() ^ Objects.hashCode(slots[i]);
            }
        }
        return hash;
    }

    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Absent.ABSENT) {
                text.append(text.length() == 1 ? "" : ", ")
                        .append(key(i))
                        .append('=')
                        .append(slots[i]);
            }
        }
        return text.append('}').toString();
    }
}
