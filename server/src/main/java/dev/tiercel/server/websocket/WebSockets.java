package dev.tiercel.server.websocket;

import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.ServedRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The WebSocket connections of a server. Thread-safe. */
public final class WebSockets implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);

    /** What hooks that begin after the grace time of a stopping server get. */
    private static final Duration LAST_HOOKS = Duration.ofSeconds(2);

    private static final String ROUTE_GONE = "The route is gone";
    private static final String SERVER_STOPS = "The server stops";

    private final ServerConfig.WebSocket settings;
    private final OpenConnections connections;
    private final Channels channels = new Channels();
    private final TimerWheel timers = new TimerWheel(TICK);
    private final AtomicLong nextSequence = new AtomicLong();
    private final HookRunner hooks;
    private final Function<ServedRoute, Optional<ServedRoute>> newest;
    private final SocketMetrics metrics;
    private volatile boolean isStopping;

    /**
     * @param newest gives the revision that serves a route now, nothing if it is served no more
     */
    public WebSockets(
            ServerConfig.WebSocket settings,
            ExecutionEnvironment environment,
            Function<ServedRoute, Optional<ServedRoute>> newest,
            HookSupport support,
            SocketMetrics metrics) {
        this.settings = settings;
        this.newest = newest;
        this.metrics = metrics;
        this.connections =
                new OpenConnections(settings.connectionsMax(), settings.connectionsPerAddressMax());
        this.hooks = new HookRunner(this, environment, support, settings.sendErrors());
        metrics.channels(channels::size);
    }

    /** Counts the answer to a handshake. */
    public void countHandshake(ServedRoute route, int status) {
        socketRoute(route).meters().handshake(status);
    }

    /** Takes a place for a connection, if there is one (WS-10). */
    public Optional<Place> reserve(String address, ServedRoute route) {
        Place place = new Place(address, socketRoute(route));
        return !isStopping && connections.reserve(place) ? Optional.of(place) : Optional.empty();
    }

    /** Gives the place back, because the connection was not made. */
    public void release(Place place) {
        connections.release(place);
    }

    /**
     * Serves a connection until it ends.
     *
     * @param source of what the peer sends
     * @param head answer to the handshake: whoever has received it can be found by others
     */
    public void serve(
            ByteSource source, FrameSink sink, byte[] head, Handshake handshake, Place place) {
        SocketRoute route = place.route();
        Connection connection =
                new Connection(
                        UUID.randomUUID().toString(),
                        nextSequence.incrementAndGet(),
                        Instant.now(),
                        new Connection.Parts(place, sink, handshake, hooks));
        connections.add(connection);
        for (String channel : route.revision().route().channels()) {
            channels.join(channel, connection);
        }
        Session session = connection.session();
        session.start(head);
        TimerWheel.Entry timer = timers.schedule(session, Duration.ofNanos(session.wakeNanos()));
        try {
            if (isStopping) {
                session.close(CloseCode.GOING_AWAY, SERVER_STOPS);
            } else if (!refresh(route)) {
                retire(connection);
            }
            new ConnectionReader(this, connection, source).run();
        } finally {
            timer.cancel();
        }
    }

    /**
     * Lets newer revisions serve open connections, and ends those of routes that are served no more
     * (WS-19).
     */
    public void releasePublished() {
        for (SocketRoute route : connections.routes()) {
            if (!refresh(route)) {
                route.connections().list().forEach(this::retire);
            }
        }
        connections.forgetRoutes(route -> newest.apply(route.revision().route()).isEmpty());
    }

    /**
     * Lets the newest revision of a route serve. Also a new connection asks for it: a release may
     * have been published while the route was made, when nobody could tell it.
     *
     * @return whether the route is served at all
     */
    private boolean refresh(SocketRoute route) {
        // Of two threads the later one must not bring an earlier revision.
        synchronized (route) {
            ServedRoute before = route.revision().route();
            Optional<ServedRoute> now = newest.apply(before);
            if (now.isPresent() && !now.get().equals(before)) {
                route.serve(RouteRevision.of(now.get(), settings));
            }
            return now.isPresent();
        }
    }

    /**
     * Closes all connections and waits until their last hooks have ended. What runs after the grace
     * time is cancelled; then hooks that have not begun get a little time of their own (CFG-13).
     */
    public void stop(Duration grace) {
        isStopping = true;
        connections.all().forEach(c -> c.session().close(CloseCode.GOING_AWAY, SERVER_STOPS));
        try {
            connections.awaitNone(grace.toNanos());
            cancelAll();
            connections.awaitNone(LAST_HOOKS.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancelAll();
    }

    private void cancelAll() {
        for (Connection connection : connections.all()) {
            connection.running().cancel();
            connection.session().abort();
        }
    }

    @Override
    public void close() {
        timers.close();
    }

    /** Returns the number of open connections. */
    public int size() {
        return connections.size();
    }

    OpenConnections connections() {
        return connections;
    }

    Channels channels() {
        return channels;
    }

    TimerWheel timers() {
        return timers;
    }

    int scopeBytesMax() {
        return settings.scopeBytes();
    }

    int messageBytesMax() {
        return settings.messageBytesMax();
    }

    /** Takes a connection out of its channels, and out of everything that broadcasts reach. */
    void leave(Connection connection) {
        channels.leaveAll(connection);
        connections.unlist(connection);
    }

    /** Notes that nothing is read from a connection any more, which is lost unless it closes. */
    void ended(Connection connection) {
        hooks.closing(connection);
        endPart(connection);
    }

    /** Takes a connection out when its last hook and its reader have ended. */
    void endPart(Connection connection) {
        if (connection.endPart()) {
            release(connection);
            connections.remove(connection);
        }
    }

    /** Gives the place of a connection back, before its peer learns that it is closed. */
    void release(Connection connection) {
        if (connection.leavePlace()) {
            connections.release(connection.place());
        }
    }

    /** Ends a connection whose route is gone: the old revision learns of it before the peer. */
    private void retire(Connection connection) {
        connection.session().retire(CloseCode.GOING_AWAY, ROUTE_GONE);
    }

    private SocketRoute socketRoute(ServedRoute route) {
        return connections.route(
                new SocketRoute.Key(route.id(), route.pattern()),
                () ->
                        new SocketRoute(
                                RouteRevision.of(newest.apply(route).orElse(route), settings),
                                meters(route.pattern())));
    }

    private SocketMetrics.Meters meters(String pattern) {
        return metrics.route(
                pattern,
                () ->
                        connections
                                .ofPattern(pattern)
                                .mapToInt(route -> route.connections().size())
                                .sum(),
                () ->
                        connections
                                .ofPattern(pattern)
                                .mapToInt(SocketRoute::largestQueue)
                                .max()
                                .orElse(0));
    }
}
