package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the members of an object whose keys are not known beforehand: of equal keys the last
 * value stands at the place of the first (LANG-5). Not thread-safe.
 */
public final class ObjectBuilder {
    private String[] keys;
    private @Nullable Object[] slots;
    private int size;
    private @Nullable KeyTable table;

    public ObjectBuilder() {
        this(Shape.LINEAR_KEYS_MAX);
    }

    public ObjectBuilder(int expectedMembers) {
        keys = new String[Math.max(1, expectedMembers)];
        slots = new Object[keys.length];
    }

    public int size() {
        return size;
    }

    /** Sets a member. */
    public ObjectBuilder put(String key, @Nullable Object value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
        }
        slots[slotFor(key)] = value;
        return this;
    }

    /** Sets every member of an object. */
    public ObjectBuilder putAll(ObjectValue object) {
        for (int i = 0; i < object.slotCount(); i++) {
            Object value = object.slot(i);
            if (value != Absent.ABSENT) {
                put(object.key(i), value);
            }
        }
        return this;
    }

    /** Returns the value set for a key, or {@link Absent#ABSENT}. */
    public @Nullable Object find(String key) {
        int slot = indexOf(key);
        return slot < 0 ? Absent.ABSENT : slots[slot];
    }

    /** Returns the object and charges it; the builder is not used afterwards. */
    public ObjectValue build(ExecutionContext context) {
        context.chargeMemory(MemoryCost.object(size));
        return build();
    }

    /** Returns the object without charging it; the builder is not used afterwards. */
    public ObjectValue build() {
        if (keys.length != size) {
            keys = Arrays.copyOf(keys, size);
            slots = Arrays.copyOf(slots, size);
        }
        return ObjectValue.wrap(Shape.wrap(keys, table), slots);
    }

    private int slotFor(String key) {
        keys[size] = key;
        int slot;
        if (table != null) {
            slot = table.add(keys, size);
        } else {
            int found = linearIndexOf(key);
            slot = found < 0 ? size : found;
        }
        if (slot == size) {
            size++;
            if (size > Shape.LINEAR_KEYS_MAX && table == null) {
                table = tableOfKeys();
            }
        }
        return slot;
    }

    private int indexOf(String key) {
        return table != null ? table.find(keys, key) : linearIndexOf(key);
    }

    private int linearIndexOf(String key) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private KeyTable tableOfKeys() {
        KeyTable newTable = new KeyTable(keys.length);
        for (int i = 0; i < size; i++) {
            newTable.add(keys, i);
        }
        return newTable;
    }
}
