package dev.tiercel.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of objects in their order, shared by all objects that were built alike. Immutable for
 * its users, and thread-safe.
 *
 * <p>A slot of an object belongs to the key of the same index.
 */
public final class Shape {
    /** The shape of objects without members. */
    public static final Shape EMPTY = new Shape(new String[0], null, true);

    /** Up to this many keys a look-up compares them one after another. */
    static final int LINEAR_KEYS_MAX = 8;

    private final String[] keys;
    private final @Nullable KeyTable table;
    private byte @Nullable [] @Nullable [] jsonKeys;

    private Shape(String[] keys, @Nullable KeyTable table, boolean isShared) {
        this.keys = keys;
        this.table = table;
        if (isShared) {
            share();
        }
    }

    /**
     * Returns the shape with these keys, which are interned: a look-up by an interned name is
     * fastest.
     *
     * @throws IllegalArgumentException if a key occurs twice
     */
    public static Shape of(List<String> keys) {
        String[] interned = new String[keys.size()];
        for (int i = 0; i < interned.length; i++) {
            interned[i] = keys.get(i).intern();
        }
        return checked(interned);
    }

    /** Returns the shape with these keys, see {@link #of(List)}. */
    public static Shape of(String... keys) {
        return of(List.of(keys));
    }

    /**
     * Returns a shape for one object or a few; keys are distinct and nobody changes the arrays
     * afterwards.
     */
    static Shape wrap(String[] keys, @Nullable KeyTable table) {
        return keys.length == 0 ? EMPTY : new Shape(keys, table, false);
    }

    private static Shape checked(String[] keys) {
        KeyTable table = new KeyTable(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (table.add(keys, i) != i) {
                throw new IllegalArgumentException("a key occurs twice: " + keys[i]);
            }
        }
        return new Shape(keys, keys.length > LINEAR_KEYS_MAX ? table : null, true);
    }

    public int size() {
        return keys.length;
    }

    /** Returns the key at an index from 0 to size − 1. */
    public String key(int index) {
        return keys[index];
    }

    /** Returns the index of a key, or -1. */
    @SuppressWarnings("ReferenceEquality") // a fast path before comparing contents
    public int slotOf(String name) {
        String[] all = keys;
        if (table != null) {
            return table.find(all, name);
        }
        for (int i = 0; i < all.length; i++) {
            if (all[i] == name) {
                return i;
            }
        }
        return slotOfEqual(name);
    }

    /**
     * Returns the index of a key that is expected at {@code hint}, or -1; any hint gives the right
     * answer.
     */
    @SuppressWarnings("ReferenceEquality") // a fast path before comparing contents
    int slotOf(String name, int hint) {
        String[] all = keys;
        if (hint >= 0 && hint < all.length && all[hint] == name) {
            return hint;
        }
        return slotOf(name);
    }

    private int slotOfEqual(String name) {
        String[] all = keys;
        int hash = name.hashCode();
        for (int i = 0; i < all.length; i++) {
            if (all[i].hashCode() == hash && all[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    String[] keys() {
        return keys;
    }

    @Nullable KeyTable table() {
        return table;
    }

    /**
     * Says that more objects of this shape will come, so that it is worth keeping its keys in JSON.
     *
     * @return this shape
     */
    public Shape share() {
        if (jsonKeys == null) {
            jsonKeys = new byte @Nullable [keys.length][];
        }
        return this;
    }

    /**
     * Returns {@code "key":} in JSON if the shape is shared, otherwise null. The caller must not
     * change it.
     */
    public byte @Nullable [] jsonKey(int index) {
        byte @Nullable [] @Nullable [] all = jsonKeys;
        if (all == null) {
            return null;
        }
        byte @Nullable [] text = all[index];
        if (text == null) {
            // Two threads may both store it: the contents are equal and never change.
            text = JsonBuffer.encodedKey(keys[index]);
            all[index] = text;
        }
        return text;
    }

    @Override
    public String toString() {
        return String.join(", ", keys);
    }
}
