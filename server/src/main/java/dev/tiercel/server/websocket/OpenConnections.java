package dev.tiercel.server.websocket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The open connections, and how many there are of each kind (WS-10). Thread-safe. */
final class OpenConnections {
    private final Map<String, Connection> byId = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> countByAddress = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> countByRoute = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int connectionsMax;
    private final int perAddressMax;

    OpenConnections(int connectionsMax, int perAddressMax) {
        this.connectionsMax = connectionsMax;
        this.perAddressMax = perAddressMax;
    }

    /**
     * Takes a place for a connection.
     *
     * @return whether there was one; then {@link #release} gives it back
     */
    boolean reserve(String address, String routeId, int perRouteMax) {
        if (!increment(count, connectionsMax)) {
            return false;
        }
        if (!increment(counter(countByAddress, address), perAddressMax)) {
            count.decrementAndGet();
            return false;
        }
        if (!increment(counter(countByRoute, routeId), perRouteMax)) {
            count.decrementAndGet();
            decrement(countByAddress, address);
            return false;
        }
        return true;
    }

    void release(String address, String routeId) {
        count.decrementAndGet();
        decrement(countByAddress, address);
        decrement(countByRoute, routeId);
    }

    void add(Connection connection) {
        byId.put(connection.id(), connection);
    }

    void remove(Connection connection) {
        byId.remove(connection.id());
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the connections that a condition selects, in no particular order. */
    List<Connection> select(Predicate<Connection> condition) {
        List<Connection> selected = new ArrayList<>();
        for (Connection connection : byId.values()) {
            if (condition.test(connection)) {
                selected.add(connection);
            }
        }
        return selected;
    }

    Collection<Connection> all() {
        return byId.values();
    }

    /** Returns the number of connections, with those that are being made. */
    int size() {
        return count.get();
    }

    private static AtomicInteger counter(Map<String, AtomicInteger> counters, String key) {
        return counters.computeIfAbsent(key, _ -> new AtomicInteger());
    }

    private static boolean increment(AtomicInteger counter, int max) {
        if (counter.incrementAndGet() > max) {
            counter.decrementAndGet();
            return false;
        }
        return true;
    }

    private static void decrement(Map<String, AtomicInteger> counters, String key) {
        AtomicInteger counter = counters.get(key);
        if (counter != null) {
            counter.decrementAndGet();
        }
    }
}
