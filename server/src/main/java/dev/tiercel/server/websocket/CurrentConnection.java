package dev.tiercel.server.websocket;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.effect.WebSocketConnector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections as a hook of one of them, or other logic, uses them. Thread-safe as far as {@link
 * Connection} is.
 */
public final class CurrentConnection implements WebSocketConnector {
    private final WebSockets sockets;
    private final @Nullable Connection current;

    CurrentConnection(WebSockets sockets, @Nullable Connection current) {
        this.sockets = sockets;
        this.current = current;
    }

    /** Returns the connections as logic outside hooks uses them. */
    public static CurrentConnection none(WebSockets sockets) {
        return new CurrentConnection(sockets, null);
    }

    @Override
    public Delivery send(Message message, Optional<String> to) {
        List<Connection> recipients = recipients(to);
        if (recipients.isEmpty()) {
            String id = to.or(() -> Optional.ofNullable(current).map(Connection::id)).orElse("");
            throw LogicError.of(
                    ErrorCode.WS_NOT_CONNECTED,
                    "WebSocket send error: Connection " + id + " not found");
        }
        return deliver(frame(message), recipients, null);
    }

    @Override
    public Delivery broadcast(Message message, Audience audience, boolean excludesCurrent) {
        Connection own = current;
        if (audience instanceof Audience.Channel(var name)
                && own != null
                && own.session().isOpen()) {
            sockets.channels().join(name, own);
        }
        return deliver(frame(message), connections(audience), excludesCurrent ? own : null);
    }

    @Override
    public void join(String channel, Optional<String> connectionId) {
        sockets.channels().join(channel, open(connectionId));
    }

    @Override
    public void leave(String channel, Optional<String> connectionId) {
        sockets.channels().leave(channel, open(connectionId));
    }

    @Override
    public void identify(String user, Optional<String> connectionId) {
        sockets.connections().identify(open(connectionId), user);
    }

    @Override
    public List<Member> members(Audience audience) {
        return connections(audience).stream()
                .filter(connection -> connection.session().isOpen())
                .sorted(Comparator.comparingLong(Connection::sequence))
                .map(connection -> new Member(connection.id(), connection.user()))
                .toList();
    }

    @Override
    public void close(int code, String reason, Optional<String> connectionId) {
        open(connectionId).session().close(code, reason);
    }

    @Override
    public @Nullable Object scopeValue(String name, @Nullable Object otherwise) {
        Connection own = current;
        return own == null ? otherwise : own.scope().getOrDefault(name, otherwise);
    }

    @Override
    public void saveScope(List<String> names, @Nullable Object[] values) {
        Connection own = current;
        if (own == null) {
            return;
        }
        Map<String, @Nullable Object> scope = new HashMap<>(own.scope());
        for (int i = 0; i < values.length; i++) {
            scope.put(names.get(i), values[i]);
        }
        long bytes = 0;
        for (Object value : scope.values()) {
            bytes += MemoryCost.ofValue(value);
        }
        if (bytes > sockets.scopeBytesMax()) {
            throw LogicError.of(
                    ErrorCode.LIMIT_MEMORY,
                    "The variables of the connection take more than "
                            + sockets.scopeBytesMax()
                            + " bytes");
        }
        own.setScope(scope);
    }

    @Override
    public int messageBytesMax() {
        Connection own = current;
        return own == null ? sockets.messageBytesMax() : own.session().limits().messageBytesMax();
    }

    static byte[] frame(Message message) {
        return switch (message) {
            case Message.Text(var text) -> FrameWriter.text(text);
            case Message.Binary(var bytes) -> FrameWriter.frame(FrameKind.BINARY, bytes);
        };
    }

    private static Delivery deliver(
            byte[] frame, List<Connection> recipients, @Nullable Connection excluded) {
        int delivered = 0;
        int dropped = 0;
        boolean isCrowded = false;
        for (Connection recipient : recipients) {
            if (recipient == excluded || !recipient.session().isOpen()) {
                continue;
            }
            switch (recipient.session().send(frame)) {
                case QUEUED -> delivered++;
                case QUEUED_IN_CROWD -> {
                    delivered++;
                    isCrowded = true;
                }
                case REFUSED -> dropped++;
            }
        }
        if (isCrowded) {
            letWritersRun();
        }
        return new Delivery(delivered, dropped);
    }

    /** The writers may have no other core than the one of this thread. */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing is wrong if it has no effect.
    private static void letWritersRun() {
        Thread.yield();
    }

    private List<Connection> recipients(Optional<String> to) {
        if (to.isEmpty()) {
            Connection own = current;
            return own != null && own.session().isOpen() ? List.of(own) : List.of();
        }
        Optional<Connection> named = sockets.connections().find(to.get());
        if (named.isPresent()) {
            return named.get().session().isOpen() ? List.of(named.get()) : List.of();
        }
        return sockets.connections().ofUser(to.get()).stream()
                .filter(connection -> connection.session().isOpen())
                .toList();
    }

    private Connection open(Optional<String> connectionId) {
        Connection target =
                connectionId.isPresent()
                        ? sockets.connections().find(connectionId.get()).orElse(null)
                        : current;
        if (target == null || !target.session().isOpen()) {
            throw LogicError.of(
                    ErrorCode.WS_NOT_CONNECTED,
                    "Connection "
                            + (target == null ? connectionId.orElse("") : target.id())
                            + " not found");
        }
        return target;
    }

    private List<Connection> connections(Audience audience) {
        return switch (audience) {
            case Audience.Channel(var name) -> sockets.channels().members(name);
            case Audience.Everybody() -> sockets.connections().ofRoutes(_ -> true);
            case Audience.CurrentRoute() -> ofCurrentRoute();
            case Audience.Route(var nameOrPath) ->
                    sockets.connections().ofRoutes(route -> route.isCalled(nameOrPath));
        };
    }

    private List<Connection> ofCurrentRoute() {
        Connection own = current;
        if (own == null) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "`ws_op` needs `channel`, `route` or `scope: global` outside hooks");
        }
        return own.route().connections().list();
    }
}
