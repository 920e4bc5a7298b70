package dev.tiercel.runtime;

import java.security.SecureRandom;

/**
 * An open-addressing index over an array of distinct keys.
 *
 * <p>Hashes with {@link String#hashCode} until keys collide more often than chance explains, then
 * with a secret multiplier, so that a client that sends many colliding names cannot make look-ups
 * slow. Not thread-safe while keys are added.
 */
final class KeyTable {
    private static final long SECRET = new SecureRandom().nextLong() | 1;
    private static final int PROBES_MAX = 64;

    private int[] slots;
    private int size;
    private boolean isSecret;

    KeyTable(int expectedKeys) {
        slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, expectedKeys)) * 4)];
    }

    /**
     * Adds the key at {@code index}, which is the number of keys added before.
     *
     * @return {@code index}, or the index of the equal key that is there already
     */
    int add(String[] keys, int index) {
        if (size * 2 >= slots.length) {
            rebuild(keys, slots.length * 2);
        }
        String key = keys[index];
        int mask = slots.length - 1;
        int position = hash(key) & mask;
        int probes = 0;
        while (slots[position] != 0) {
            int other = slots[position] - 1;
            if (keys[other].equals(key)) {
                return other;
            }
            position = (position + 1) & mask;
            probes++;
        }
        slots[position] = index + 1;
        size++;
        if (probes > PROBES_MAX && !isSecret) {
            isSecret = true;
            rebuild(keys, slots.length);
        }
        return index;
    }

    /** Returns the index of a key, or -1. */
    int find(String[] keys, String key) {
        int mask = slots.length - 1;
        int position = hash(key) & mask;
        while (slots[position] != 0) {
            int index = slots[position] - 1;
            if (keys[index].equals(key)) {
                return index;
            }
            position = (position + 1) & mask;
        }
        return -1;
    }

    private void rebuild(String[] keys, int capacity) {
        int[] newSlots = new int[capacity];
        int mask = capacity - 1;
        for (int i = 0; i < size; i++) {
            int position = hash(keys[i]) & mask;
            while (newSlots[position] != 0) {
                position = (position + 1) & mask;
            }
            newSlots[position] = i + 1;
        }
        slots = newSlots;
    }

    private int hash(String key) {
        if (!isSecret) {
            int hash = key.hashCode() * 0x9E3779B9;
            return hash ^ (hash >>> 15);
        }
        long hash = SECRET;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * SECRET;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
