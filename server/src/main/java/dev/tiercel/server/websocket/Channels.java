package dev.tiercel.server.websocket;

import java.util.List;

/** Who is a member of which channel (WS-24, WS-25). Thread-safe. */
final class Channels {
    private final ConnectionGroups groups = new ConnectionGroups();

    /** Makes a connection a member, unless it has ended. */
    void join(String name, Connection connection) {
        synchronized (connection) {
            if (connection.addChannel(name)) {
                groups.add(name, connection);
            }
        }
    }

    void leave(String name, Connection connection) {
        synchronized (connection) {
            if (connection.removeChannel(name)) {
                groups.remove(name, connection);
            }
        }
    }

    /** Ends all memberships of a connection, which gets none any more. */
    void leaveAll(Connection connection) {
        for (String name : connection.leave()) {
            groups.remove(name, connection);
        }
    }

    /** Returns the members of a channel as they are now. */
    List<Connection> members(String name) {
        return groups.list(name);
    }

    /** Returns the number of channels. */
    int size() {
        return groups.size();
    }
}
