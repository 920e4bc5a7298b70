package dev.tiercel.server.websocket;

import dev.tiercel.server.route.ServedRoute;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An open connection of a WebSocket route. Thread-safe, but for the scope, which belongs to the
 * hook that runs.
 */
final class Connection {
    private final String id;
    private final long sequence;
    private final Session session;
    private final Handshake handshake;
    private final Instant connectedAt;
    private final AtomicLong messagesReceived = new AtomicLong();
    private final Set<String> channels = new LinkedHashSet<>(2);
    private Map<String, @Nullable Object> scope = Map.of();
    private volatile ServedRoute route;
    private volatile @Nullable String user;

    /**
     * @param sequence order in which connections were made
     */
    Connection(
            String id,
            long sequence,
            Session session,
            Handshake handshake,
            Instant connectedAt,
            ServedRoute route) {
        this.id = id;
        this.sequence = sequence;
        this.session = session;
        this.handshake = handshake;
        this.connectedAt = connectedAt;
        this.route = route;
        this.user = handshake.user();
    }

    String id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    Session session() {
        return session;
    }

    Handshake handshake() {
        return handshake;
    }

    Instant connectedAt() {
        return connectedAt;
    }

    /** Returns the revision of the route that serves the next event. */
    ServedRoute route() {
        return route;
    }

    void setRoute(ServedRoute newRoute) {
        route = newRoute;
    }

    @Nullable String user() {
        return user;
    }

    void setUser(String newUser) {
        user = newUser;
    }

    long messagesReceived() {
        return messagesReceived.get();
    }

    void countMessage() {
        messagesReceived.incrementAndGet();
    }

    /** Returns the channels in the order of joining. */
    List<String> channels() {
        synchronized (channels) {
            return List.copyOf(channels);
        }
    }

    boolean addChannel(String channel) {
        synchronized (channels) {
            return channels.add(channel);
        }
    }

    boolean removeChannel(String channel) {
        synchronized (channels) {
            return channels.remove(channel);
        }
    }

    /** Returns the variables that survive between hooks; only for the hook that runs. */
    Map<String, @Nullable Object> scope() {
        return scope;
    }

    void setScope(Map<String, @Nullable Object> newScope) {
        scope = new HashMap<>(newScope);
    }
}
