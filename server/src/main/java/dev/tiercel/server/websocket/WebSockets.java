package dev.tiercel.server.websocket;

import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.ServedRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The WebSocket connections of a server. Thread-safe. */
public final class WebSockets implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long DRAIN_POLL_NANOS = 10_000_000;

    private final ServerConfig.WebSocket settings;
    private final OpenConnections connections;
    private final Channels channels = new Channels();
    private final TimerWheel timers = new TimerWheel(TICK);
    private final AtomicLong nextSequence = new AtomicLong();
    private final HookRunner hooks;
    private final Function<ServedRoute, Optional<ServedRoute>> newest;
    private volatile boolean isStopping;

    /**
     * @param newest gives the revision that serves a route now, nothing if it is served no more
     */
    public WebSockets(
            ServerConfig.WebSocket settings,
            ExecutionEnvironment environment,
            Function<ServedRoute, Optional<ServedRoute>> newest,
            HookSupport support) {
        this.settings = settings;
        this.newest = newest;
        this.connections =
                new OpenConnections(settings.connectionsMax(), settings.connectionsPerAddressMax());
        this.hooks = new HookRunner(this, environment, support, settings.sendErrors());
    }

    /** Takes a place for a connection, see {@link OpenConnections#reserve}. */
    public boolean reserve(String address, ServedRoute route) {
        return !isStopping
                && connections.reserve(
                        address,
                        route.id(),
                        RouteSocketOptions.of(route, settings).connectionsMax());
    }

    /** Gives the place back, if the connection was not made. */
    public void release(String address, ServedRoute route) {
        connections.release(address, route.id());
    }

    /**
     * Serves a connection that has been upgraded, until it ends.
     *
     * @param source of what the peer sends
     */
    public void serve(ByteSource source, FrameSink sink, Handshake handshake, ServedRoute route) {
        SessionLimits limits = RouteSocketOptions.of(route, settings).session();
        Session session = new Session(limits, sink);
        Connection connection =
                new Connection(
                        UUID.randomUUID().toString(),
                        nextSequence.incrementAndGet(),
                        session,
                        handshake,
                        Instant.now(),
                        route);
        connections.add(connection);
        for (String channel : route.channels()) {
            channels.join(channel, connection);
        }
        timers.schedule(session, Duration.ofNanos(session.wakeNanos()));
        new ConnectionReader(this, connection, source, RouteSocketOptions.rateOf(route)).run();
    }

    /** Closes the connections of routes that are served no more (WS-19). */
    public void releasePublished() {
        for (Connection connection : connections.all()) {
            if (newest.apply(connection.route()).isEmpty()) {
                connection.session().close(CloseCode.GOING_AWAY, "The route is gone");
            }
        }
    }

    /** Closes all connections and waits until their last hooks have ended, at most for a time. */
    public void stop(Duration grace) {
        isStopping = true;
        connections.all().forEach(c -> c.session().close(CloseCode.GOING_AWAY, "The server stops"));
        long end = System.nanoTime() + grace.toNanos();
        while (!connections.all().isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
        }
        connections.all().forEach(connection -> connection.session().abort());
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

    HookRunner hooks() {
        return hooks;
    }

    int scopeBytesMax() {
        return settings.scopeBytes();
    }

    int messageBytesMax() {
        return settings.messageBytesMax();
    }

    /** Lets the next event of a connection be served by the newest revision of its route. */
    void follow(Connection connection) {
        newest.apply(connection.route()).ifPresent(connection::setRoute);
    }

    /** Takes a connection out after its last hook. */
    void forget(Connection connection) {
        connections.remove(connection);
        connections.release(connection.handshake().address(), connection.route().id());
    }
}
