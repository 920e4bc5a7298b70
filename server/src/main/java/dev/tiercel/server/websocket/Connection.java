package dev.tiercel.server.websocket;

import dev.tiercel.server.engine.RunningLogic;
import dev.tiercel.server.route.ServedRoute;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open connection of a WebSocket route. Thread-safe, but for the scope and the number of
 * messages, which belong to the hook that runs.
 */
final class Connection {
    private final String id;
    private final long sequence;
    private final Place place;
    private final Session session;
    private final Handshake handshake;
    private final Instant connectedAt;
    private final Mailbox mailbox;
    private long messagesReceived;
    private Map<String, @Nullable Object> scope = Map.of();
    private Set<String> channels = Set.of();
    private boolean hasLeft;
    private boolean hasPlace = true;
    private int partsLeft = 2;
    private volatile RunningLogic running = new RunningLogic(false);
    private volatile @Nullable String user;

    /** What a connection is made of. */
    record Parts(Place place, FrameSink sink, Handshake handshake, HookRunner hooks) {}

    /**
     * @param sequence order in which connections were made
     */
    Connection(String id, long sequence, Instant connectedAt, Parts parts) {
        this.id = id;
        this.sequence = sequence;
        this.connectedAt = connectedAt;
        this.place = parts.place();
        this.session =
                new Session(
                        place.route().revision().options().session(),
                        parts.sink(),
                        place.route().meters(),
                        () -> parts.hooks().closing(this));
        this.handshake = parts.handshake();
        this.user = parts.handshake().user();
        this.mailbox = new Mailbox(event -> parts.hooks().run(this, event));
    }

    String id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    Place place() {
        return place;
    }

    /** Returns true once: to the one who gives the place back. */
    synchronized boolean leavePlace() {
        boolean result = hasPlace;
        hasPlace = false;
        return result;
    }

    SocketRoute route() {
        return place.route();
    }

    /** Returns the revision of the route that serves the next event. */
    ServedRoute served() {
        return place.route().revision().route();
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

    Mailbox mailbox() {
        return mailbox;
    }

    @Nullable String user() {
        return user;
    }

    void setUser(String newUser) {
        user = newUser;
    }

    /** Returns the number of messages that hooks were given, with the one they are given now. */
    long messagesReceived() {
        return messagesReceived;
    }

    void countMessage() {
        messagesReceived++;
    }

    /** Returns the channels in the order of joining. */
    synchronized List<String> channels() {
        return List.copyOf(channels);
    }

    /**
     * Notes a membership.
     *
     * @return whether it is new, and the connection may have one
     */
    synchronized boolean addChannel(String channel) {
        if (hasLeft) {
            return false;
        }
        if (channels.isEmpty()) {
            channels = new LinkedHashSet<>(2);
        }
        return channels.add(channel);
    }

    synchronized boolean removeChannel(String channel) {
        return !channels.isEmpty() && channels.remove(channel);
    }

    /**
     * Ends all memberships for ever.
     *
     * @return the channels that were left
     */
    synchronized List<String> leave() {
        hasLeft = true;
        List<String> left = List.copyOf(channels);
        channels = Set.of();
        return left;
    }

    /** Whether the connection has left everything that it can be found by. */
    synchronized boolean hasLeft() {
        return hasLeft;
    }

    /**
     * Notes that one of the two parts of a connection has ended, its reader or its hooks.
     *
     * @return whether nothing of it is left
     */
    synchronized boolean endPart() {
        partsLeft--;
        return partsLeft == 0;
    }

    /** Returns what runs, so that it can be cancelled. */
    RunningLogic running() {
        return running;
    }

    /** Lets the last hook run, also if others were cancelled. */
    void beginLast() {
        running = new RunningLogic(false);
    }

    /** Returns the variables that survive between hooks; only for the hook that runs. */
    Map<String, @Nullable Object> scope() {
        return scope;
    }

    void setScope(Map<String, @Nullable Object> newScope) {
        scope = new HashMap<>(newScope);
    }
}
