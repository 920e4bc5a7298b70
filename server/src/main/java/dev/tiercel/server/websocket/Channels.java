package dev.tiercel.server.websocket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is a member of which channel (WS-24, WS-25). A channel exists while it has members.
 * Thread-safe.
 */
final class Channels {
    private final ConcurrentHashMap<String, Channel> channels = new ConcurrentHashMap<>();

    /** The members of a channel, with a copy that broadcasts read without a lock. */
    private static final class Channel {
        private final Set<Connection> members = new LinkedHashSet<>();
        private volatile List<Connection> current = List.of();

        private void publish() {
            current = List.copyOf(members);
        }
    }

    void join(String name, Connection connection) {
        channels.compute(
                name,
                (_, known) -> {
                    Channel channel = known == null ? new Channel() : known;
                    if (connection.addChannel(name)) {
                        channel.members.add(connection);
                        channel.publish();
                    }
                    return channel;
                });
    }

    void leave(String name, Connection connection) {
        channels.computeIfPresent(
                name,
                (_, channel) -> {
                    if (connection.removeChannel(name)) {
                        channel.members.remove(connection);
                        channel.publish();
                    }
                    return channel.members.isEmpty() ? null : channel;
                });
    }

    /** Ends all memberships of a connection. */
    void leaveAll(Connection connection) {
        for (String name : new ArrayList<>(connection.channels())) {
            leave(name, connection);
        }
    }

    /** Returns the members of a channel as they are now. */
    List<Connection> members(String name) {
        Channel channel = channels.get(name);
        return channel == null ? List.of() : channel.current;
    }

    /** Returns the number of channels. */
    int size() {
        return channels.size();
    }
}
