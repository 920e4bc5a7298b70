package dev.tiercel.server.redis;

import dev.tiercel.runtime.effect.EffectFailure;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The keys of the embedded store with their values and expiry. Not thread-safe. */
final class Keyspace {
    /** Greatest number of keys; the store lives in the memory of the server. */
    static final int KEYS_MAX = 1_000_000;

    private static final int SWEEP_PERIOD = 1024;
    private static final long SECONDS_MAX = Long.MAX_VALUE / 1000 - Integer.MAX_VALUE;

    private final Map<ByteBuffer, Entry> entryByKey = new HashMap<>();
    private final LongSupplier millis;
    private int additions;

    /** A value that a key holds. */
    private static final class Entry {
        private final Object value;
        private long expiresAtMillis = Long.MAX_VALUE;

        Entry(Object value) {
            this.value = value;
        }
    }

    /**
     * @param millis a clock that never goes back
     */
    Keyspace(LongSupplier millis) {
        this.millis = millis;
    }

    /** Returns the value of a key, null if there is none. */
    @Nullable Object find(byte[] key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.value;
    }

    /**
     * Returns the value of a key if it is of a type, null if there is none.
     *
     * @throws EffectFailure if it is of another type
     */
    <T> @Nullable T find(byte[] key, Class<T> type) {
        Object value = find(key);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw new EffectFailure(
                    EffectFailure.Kind.REDIS_ERROR,
                    "WRONGTYPE Operation against a key holding the wrong kind of value");
        }
        return type.cast(value);
    }

    /** Sets a key, which then does not expire. */
    void put(byte[] key, Object value) {
        if (++additions % SWEEP_PERIOD == 0) {
            removeExpired();
        }
        ByteBuffer wrapped = ByteBuffer.wrap(key);
        if (entryByKey.size() >= KEYS_MAX && !entryByKey.containsKey(wrapped)) {
            removeExpired();
            if (entryByKey.size() >= KEYS_MAX) {
                throw new EffectFailure(
                        EffectFailure.Kind.REDIS_ERROR,
                        "The embedded store is full: it holds " + KEYS_MAX + " keys");
            }
        }
        entryByKey.put(wrapped, new Entry(value));
    }

    /** Sets the value of a key that keeps its expiry. */
    void replace(byte[] key, Object value) {
        Entry old = entry(key);
        put(key, value);
        Entry current = entryByKey.get(ByteBuffer.wrap(key));
        if (old != null && current != null) {
            current.expiresAtMillis = old.expiresAtMillis;
        }
    }

    boolean remove(byte[] key) {
        return entry(key) != null && entryByKey.remove(ByteBuffer.wrap(key)) != null;
    }

    /** Lets a key expire; whether there is such a key. */
    boolean expire(byte[] key, long seconds) {
        Entry entry = entry(key);
        if (entry == null) {
            return false;
        }
        entry.expiresAtMillis = millis.getAsLong() + seconds * 1000;
        return true;
    }

    /**
     * Reads a time to live.
     *
     * @throws EffectFailure if it is none that {@link #expire} can take
     */
    long seconds(byte[] octets, String command) {
        long seconds = RedisNumbers.integer(octets);
        if (seconds <= 0 || seconds > SECONDS_MAX) {
            throw RedisNumbers.error("ERR invalid expire time in '" + command + "' command");
        }
        return seconds;
    }

    /** Keeps a key from expiring; whether it would have expired. */
    boolean persist(byte[] key) {
        Entry entry = entry(key);
        if (entry == null || entry.expiresAtMillis == Long.MAX_VALUE) {
            return false;
        }
        entry.expiresAtMillis = Long.MAX_VALUE;
        return true;
    }

    /** Returns the seconds until a key expires, -1 if it does not, -2 if there is no such key. */
    long secondsLeft(byte[] key) {
        Entry entry = entry(key);
        if (entry == null) {
            return -2;
        }
        return entry.expiresAtMillis == Long.MAX_VALUE
                ? -1
                : (entry.expiresAtMillis - millis.getAsLong() + 500) / 1000;
    }

    private @Nullable Entry entry(byte[] key) {
        ByteBuffer wrapped = ByteBuffer.wrap(key);
        Entry entry = entryByKey.get(wrapped);
        if (entry != null && entry.expiresAtMillis <= millis.getAsLong()) {
            entryByKey.remove(wrapped);
            return null;
        }
        return entry;
    }

    private void removeExpired() {
        long now = millis.getAsLong();
        entryByKey.values().removeIf(entry -> entry.expiresAtMillis <= now);
    }
}
