package dev.tiercel.server.websocket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A WebSocket route with its open connections, so that a broadcast to one route looks at no
 * connection of another. Thread-safe.
 */
final class SocketRoute {
    private final SocketMetrics.Meters meters;
    private final ConnectionSet connections = new ConnectionSet();
    private final AtomicInteger places = new AtomicInteger();
    private volatile RouteRevision revision;

    /** What a route is as long as its connections live: another path is another route (WS-19). */
    record Key(String id, String pattern) {}

    SocketRoute(RouteRevision revision, SocketMetrics.Meters meters) {
        this.revision = revision;
        this.meters = meters;
    }

    SocketMetrics.Meters meters() {
        return meters;
    }

    ConnectionSet connections() {
        return connections;
    }

    /** Returns the places that connections take, also those that are being made. */
    AtomicInteger places() {
        return places;
    }

    /** Returns the revision that serves the next event of every connection. */
    RouteRevision revision() {
        return revision;
    }

    /** Lets another revision serve from now on; its limits hold for open connections too. */
    void serve(RouteRevision newest) {
        boolean hasOtherLimits = !newest.options().session().equals(revision.options().session());
        revision = newest;
        if (hasOtherLimits) {
            for (Connection connection : connections.list()) {
                connection.session().setLimits(newest.options().session());
            }
        }
    }

    /** Whether logic means this route by a name or path. */
    boolean isCalled(String nameOrPath) {
        RouteRevision now = revision;
        return now.route().document().name().equals(nameOrPath)
                || now.route().pattern().equals(nameOrPath);
    }

    /** Returns the number of messages in the longest queue. */
    int largestQueue() {
        int largest = 0;
        for (Connection connection : connections.list()) {
            largest = Math.max(largest, connection.session().queuedMessages());
        }
        return largest;
    }
}
