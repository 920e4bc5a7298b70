package dev.tiercel.server.websocket;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Sets of connections by name; a set exists while it has members. Thread-safe. */
final class ConnectionGroups {
    private final ConcurrentHashMap<String, ConnectionSet> setByName = new ConcurrentHashMap<>();

    void add(String name, Connection connection) {
        setByName.compute(
                name,
                (_, known) -> {
                    ConnectionSet set = known == null ? new ConnectionSet() : known;
                    set.add(connection);
                    return set;
                });
    }

    void remove(String name, Connection connection) {
        setByName.computeIfPresent(
                name,
                (_, set) -> {
                    set.remove(connection);
                    return set.isEmpty() ? null : set;
                });
    }

    /** Returns the connections of a set as they are now. */
    List<Connection> list(String name) {
        ConnectionSet set = setByName.get(name);
        return set == null ? List.of() : set.list();
    }

    /** Returns the number of sets. */
    int size() {
        return setByName.size();
    }
}
