package dev.tiercel.runtime.effect;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket connections of the server, as one execution may use them (WS-20). In a hook,
 * "current" is the connection whose hook runs; in other logic there is none. Operations on a
 * connection that is not open raise {@code WS_NOT_CONNECTED}. Safe for use by the threads of the
 * execution.
 */
public interface WebSocketConnector {
    /** There are no connections: broadcasts reach nobody. */
    WebSocketConnector NONE = new NoWebSockets();

    /** What became of a message: recipients whose queue took it, and whose queue refused it. */
    record Delivery(int delivered, int dropped) {}

    /** A message. */
    sealed interface Message {
        /** Sent as a text message. */
        record Text(String text) implements Message {}

        /** Sent as a binary message. */
        record Binary(byte[] bytes) implements Message {}
    }

    /** A set of connections. */
    sealed interface Audience {
        /** The members of a channel; a current connection joins it first. */
        record Channel(String name) implements Audience {}

        /** The connections of the current route. */
        record CurrentRoute() implements Audience {}

        /** The connections of a route by its name or path. */
        record Route(String nameOrPath) implements Audience {}

        /** All connections. */
        record Everybody() implements Audience {}
    }

    /** A connection with its user. */
    record Member(String connectionId, @Nullable String user) {}

    /**
     * Sends to a connection.
     *
     * @param to id of a connection, or a user, all of whose connections are meant; empty for the
     *     current one
     */
    Delivery send(Message message, Optional<String> to);

    /** Sends to all connections of an audience. */
    Delivery broadcast(Message message, Audience audience, boolean excludesCurrent);

    /** Makes a connection a member of a channel. */
    void join(String channel, Optional<String> connectionId);

    /** Ends a membership. */
    void leave(String channel, Optional<String> connectionId);

    /** Sets the user of a connection. */
    void identify(String user, Optional<String> connectionId);

    /** Returns the connections of an audience in the order in which they were made. */
    List<Member> members(Audience audience);

    /** Closes a connection after everything that waits to be sent. */
    void close(int code, String reason, Optional<String> connectionId);

    /**
     * Returns the value of a variable of the connection scope, {@code otherwise} if it is not
     * assigned.
     */
    @Nullable Object scopeValue(String name, @Nullable Object otherwise);

    /**
     * Assigns variables of the connection scope; raises {@code LIMIT_MEMORY} if it becomes too
     * large.
     */
    void saveScope(List<String> names, @Nullable Object[] values);

    /** Returns the greatest message that the current connection, or any, may be sent, in bytes. */
    int messageBytesMax();
}
