package dev.tiercel.server.redis;

import java.util.List;

/**
 * A range of positions as Redis has it: both ends included, negative ones count from the end.
 *
 * @param from the first position
 * @param to the position after the last
 */
record IndexRange(int from, int to) {
    static IndexRange of(byte[] start, byte[] stop, int size) {
        long first = RedisNumbers.integer(start);
        long last = RedisNumbers.integer(stop);
        long from = Math.max(0, first < 0 ? first + size : first);
        long to = Math.min(size - 1, last < 0 ? last + size : last) + 1;
        return from >= to ? new IndexRange(0, 0) : new IndexRange((int) from, (int) to);
    }

    <T> List<T> of(List<T> all) {
        return List.copyOf(all.subList(from, to));
    }
}
