package dev.tiercel.server.websocket;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.connector.WebSocketMessages;
import dev.tiercel.runtime.effect.WebSocketConnector.Message;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.ServedRoute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the hooks of connections in the engine (WS-11 to WS-19). Thread-safe; one hook of a
 * connection runs at a time.
 */
final class HookRunner {
    private static final int SERVER_ERROR_MIN = 500;

    private final WebSockets sockets;
    private final ExecutionEnvironment environment;
    private final HookSupport support;
    private final boolean sendsErrors;

    HookRunner(
            WebSockets sockets,
            ExecutionEnvironment environment,
            HookSupport support,
            boolean sendsErrors) {
        this.sockets = sockets;
        this.environment = environment;
        this.support = support;
        this.sendsErrors = sendsErrors;
    }

    /** Runs the hook of an event, if the route has it. */
    void run(Connection connection, HookEvent event) {
        boolean isLast = event instanceof HookEvent.Disconnected;
        try {
            sockets.follow(connection);
            Optional<LiveUnit> unit = unit(connection.route(), event.hook());
            if (unit.isPresent() && (isLast || connection.session().isOpen())) {
                execute(connection, event, unit.get());
            }
        } finally {
            if (isLast) {
                sockets.forget(connection);
            }
        }
    }

    private void execute(Connection connection, HookEvent event, LiveUnit unit) {
        ServedRoute route = connection.route();
        ExecutionContext context =
                new ExecutionContext(
                        environment,
                        route.limits(),
                        unit.locations(),
                        new HookRequest(connection, event, environment.clock().nanos()),
                        new HookEffects(
                                support.effects(
                                        route.document().name(),
                                        connection.handshake().requestId()),
                                new CurrentConnection(sockets, connection)),
                        new ResponseBuffer());
        try {
            Object result = run(unit, context);
            if (result != null && !(event instanceof HookEvent.Disconnected)) {
                send(context, connection, result);
            }
        } catch (LogicError error) {
            fail(connection, event, error.value());
        }
    }

    private static @Nullable Object run(LiveUnit unit, ExecutionContext context) {
        try {
            return unit.target().execute(context);
        } finally {
            context.end();
        }
    }

    private static void send(
            ExecutionContext context, Connection connection, @Nullable Object value) {
        Message message = WebSocketMessages.of(context, value);
        connection.session().send(CurrentConnection.frame(message));
    }

    private void fail(Connection connection, HookEvent event, ErrorValue error) {
        support.log(
                error,
                connection.route().document().name(),
                event.hook(),
                connection.handshake().requestId());
        if (event instanceof HookEvent.Disconnected) {
            return;
        }
        Session session = connection.session();
        if (sendsErrors) {
            session.send(FrameWriter.text(support.problem(error, connection.handshake())));
        }
        if (event instanceof HookEvent.Connected) {
            boolean isClientError = error.status() < SERVER_ERROR_MIN;
            session.close(
                    isClientError ? CloseCode.POLICY : CloseCode.INTERNAL,
                    isClientError ? error.message() : "");
        }
    }

    private static Optional<LiveUnit> unit(ServedRoute route, String hook) {
        return route.units().stream().filter(unit -> unit.name().equals(hook)).findFirst();
    }
}
