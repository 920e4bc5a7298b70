package dev.tiercel.server.websocket;

import java.util.function.IntSupplier;

/** What is counted about WebSocket routes (section 11 of their specification). Thread-safe. */
public interface SocketMetrics {
    /** Counts nothing. */
    SocketMetrics NONE = new NoSocketMetrics();

    /**
     * Returns the meters of the routes with a path pattern.
     *
     * @param connections number of open connections of such routes
     * @param largestQueue number of messages in the longest queue of such a connection
     */
    Meters route(String pattern, IntSupplier connections, IntSupplier largestQueue);

    /** Adds the number of channels. */
    void channels(IntSupplier count);

    /** Why a message was discarded. */
    enum Loss {
        /** The outgoing queue was full. */
        QUEUE,
        /** More messages were received than the limit of the route allows. */
        RATE
    }

    /** What is counted about routes with one path pattern. Thread-safe. */
    interface Meters {
        /** A handshake was answered. */
        void handshake(int status);

        /** A message was received. */
        void received(boolean isText, int bytes);

        /** Messages were written to a peer. */
        void sent(int texts, int binaries, long bytes);

        /** Messages were discarded. */
        void dropped(Loss reason, long count);

        /** A hook has ended, in a tier. */
        void ran(String hook, int tier, long nanos);

        /** An error has left a hook. */
        void failed(String hook, String code);

        /** A connection has ended. */
        void closed(int code);
    }
}
