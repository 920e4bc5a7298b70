package dev.tiercel.runtime.function;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Results of a pure function of text, of which a bounded number is kept. Thread-safe; two threads
 * may compute the same result at once, and either may be kept.
 *
 * <p>Entries live in two generations. When the young one is full it becomes the old one and the
 * former old one is dropped, so that what is used again and again stays while texts that occur once
 * pass through.
 */
final class GenerationalCache<V> {
    private final int generationEntriesMax;
    private final Function<String, V> compute;
    private final AtomicReference<Generations<V>> generations =
            new AtomicReference<>(new Generations<>(new ConcurrentHashMap<>(), Map.of()));

    /**
     * @param entriesMax greatest number of entries, give or take one for each thread that adds at
     *     the same moment
     */
    GenerationalCache(int entriesMax, Function<String, V> compute) {
        this.generationEntriesMax = entriesMax / 2;
        this.compute = compute;
    }

    /** Returns the result for a text. */
    V get(String text) {
        Generations<V> current = generations.get();
        V found = current.young.get(text);
        if (found != null) {
            return found;
        }
        V old = current.old.get(text);
        V value = old != null ? old : compute.apply(text);
        if (current.young.size() >= generationEntriesMax) {
            Generations<V> next = new Generations<>(new ConcurrentHashMap<>(), current.young);
            generations.compareAndSet(current, next);
            current = generations.get();
        }
        current.young.put(text, value);
        return value;
    }

    /** Returns the number of entries. */
    int size() {
        Generations<V> current = generations.get();
        return current.young.size() + current.old.size();
    }

    private record Generations<V>(Map<String, V> young, Map<String, V> old) {}
}
