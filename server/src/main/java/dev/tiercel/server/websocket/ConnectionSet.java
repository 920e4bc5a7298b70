package dev.tiercel.server.websocket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections in the order in which they were added. Whoever sends to all of them gets a list that
 * is made once after a change, so that changes in a row cost no copies. Thread-safe.
 */
final class ConnectionSet {
    private final Set<Connection> members = new LinkedHashSet<>();
    private volatile @Nullable List<Connection> list = List.of();

    synchronized void add(Connection connection) {
        if (members.add(connection)) {
            list = null;
        }
    }

    synchronized void remove(Connection connection) {
        if (members.remove(connection)) {
            list = null;
        }
    }

    synchronized boolean isEmpty() {
        return members.isEmpty();
    }

    synchronized int size() {
        return members.size();
    }

    /** Returns the connections as they are now; the list does not change. */
    List<Connection> list() {
        List<Connection> known = list;
        return known == null ? copy() : known;
    }

    private synchronized List<Connection> copy() {
        List<Connection> known = list;
        if (known == null) {
            known = List.copyOf(members);
            list = known;
        }
        return known;
    }
}
