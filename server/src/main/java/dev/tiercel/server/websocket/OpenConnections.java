package dev.tiercel.server.websocket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The open connections by id, user and route, and how many there are of each kind (WS-10).
 * Thread-safe.
 */
final class OpenConnections {
    private final Map<String, Connection> byId = new ConcurrentHashMap<>();
    private final ConnectionGroups byUser = new ConnectionGroups();
    private final Map<SocketRoute.Key, SocketRoute> routes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> countByAddress = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int connectionsMax;
    private final int perAddressMax;

    OpenConnections(int connectionsMax, int perAddressMax) {
        this.connectionsMax = connectionsMax;
        this.perAddressMax = perAddressMax;
    }

    /** Returns a route, which is made if it has had no connection yet. */
    SocketRoute route(SocketRoute.Key key, Supplier<SocketRoute> maker) {
        return routes.computeIfAbsent(key, _ -> maker.get());
    }

    /** Returns the routes that have, or had, connections. */
    Collection<SocketRoute> routes() {
        return routes.values();
    }

    /** Forgets the routes without connections that a condition selects. */
    void forgetRoutes(Predicate<SocketRoute> condition) {
        routes.values().removeIf(route -> route.places().get() == 0 && condition.test(route));
    }

    /**
     * Takes a place for a connection.
     *
     * @return whether there was one; then {@link #release} gives it back
     */
    boolean reserve(Place place) {
        if (!increment(count, connectionsMax)) {
            return false;
        }
        if (!increment(place.address())) {
            leave();
            return false;
        }
        if (!increment(
                place.route().places(), place.route().revision().options().connectionsMax())) {
            decrement(place.address());
            leave();
            return false;
        }
        return true;
    }

    void release(Place place) {
        place.route().places().decrementAndGet();
        decrement(place.address());
        leave();
    }

    private void leave() {
        if (count.decrementAndGet() == 0) {
            signalNone();
        }
    }

    private synchronized void signalNone() {
        notifyAll();
    }

    /** Waits until there are no connections, and none that are being made, at most for a time. */
    synchronized void awaitNone(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!byId.isEmpty() || count.get() > 0) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }

    void add(Connection connection) {
        byId.put(connection.id(), connection);
        synchronized (connection) {
            connection.route().connections().add(connection);
            String user = connection.user();
            if (user != null) {
                byUser.add(user, connection);
            }
        }
    }

    /** Lets a connection be found no more, but by its id. */
    void unlist(Connection connection) {
        synchronized (connection) {
            connection.route().connections().remove(connection);
            String user = connection.user();
            if (user != null) {
                byUser.remove(user, connection);
            }
        }
    }

    void remove(Connection connection) {
        byId.remove(connection.id());
        if (byId.isEmpty()) {
            signalNone();
        }
    }

    /** Sets the user of a connection. */
    void identify(Connection connection, String user) {
        synchronized (connection) {
            String before = connection.user();
            if (connection.hasLeft() || user.equals(before)) {
                return;
            }
            if (before != null) {
                byUser.remove(before, connection);
            }
            connection.setUser(user);
            byUser.add(user, connection);
        }
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the connections of a user. */
    List<Connection> ofUser(String user) {
        return byUser.list(user);
    }

    /** Returns the connections of the routes that a condition selects. */
    List<Connection> ofRoutes(Predicate<SocketRoute> condition) {
        List<SocketRoute> selected = routes.values().stream().filter(condition).toList();
        if (selected.size() == 1) {
            return selected.getFirst().connections().list();
        }
        List<Connection> all = new ArrayList<>();
        selected.forEach(route -> all.addAll(route.connections().list()));
        return all;
    }

    /** Returns all connections, also those that are ending. */
    Collection<Connection> all() {
        return byId.values();
    }

    /** Returns the routes with a path pattern: one, unless it was deleted and made again. */
    Stream<SocketRoute> ofPattern(String pattern) {
        return routes.values().stream()
                .filter(route -> route.revision().route().pattern().equals(pattern));
    }

    /** Returns the number of connections, with those that are being made. */
    int size() {
        return count.get();
    }

    private boolean increment(String address) {
        boolean[] isTaken = {false};
        countByAddress.compute(
                address,
                (_, known) -> {
                    int before = known == null ? 0 : known;
                    isTaken[0] = before < perAddressMax;
                    return isTaken[0] ? Integer.valueOf(before + 1) : known;
                });
        return isTaken[0];
    }

    private void decrement(String address) {
        countByAddress.computeIfPresent(address, (_, known) -> known > 1 ? known - 1 : null);
    }

    private static boolean increment(AtomicInteger counter, int max) {
        if (counter.incrementAndGet() > max) {
            counter.decrementAndGet();
            return false;
        }
        return true;
    }
}
