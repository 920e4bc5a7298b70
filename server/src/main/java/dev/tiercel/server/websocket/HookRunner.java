package dev.tiercel.server.websocket;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.connector.WebSocketMessages;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.WebSocketConnector.Message;
import dev.tiercel.server.engine.RunningLogic;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.ServedRoute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the hooks of connections in the engine (WS-11 to WS-19). Thread-safe; one hook of a
 * connection runs at a time.
 */
final class HookRunner {
    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);
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

    /** Runs the hook of an event, if the route has it. Raises nothing. */
    void run(Connection connection, HookEvent event) {
        switch (event) {
            case HookEvent.Connected() -> {
                if (!connection.session().isClosedByServer()) {
                    execute(connection, event);
                }
            }
            case HookEvent.Message _ -> {
                if (!connection.session().isClosedByServer()) {
                    connection.countMessage();
                    execute(connection, event);
                }
            }
            case HookEvent.Disconnected(var closed) -> {
                connection.beginLast();
                try {
                    execute(connection, event);
                } finally {
                    connection.session().finish();
                    connection.route().meters().closed(closed.code());
                    sockets.endPart(connection);
                }
            }
        }
    }

    /**
     * Runs the last hook after those that run or wait, because the connection closes or is lost;
     * may be told more than once (WS-11).
     */
    void closing(Connection connection) {
        sockets.leave(connection);
        connection.mailbox().postLast(new HookEvent.Disconnected(connection.session().closed()));
    }

    private void execute(Connection connection, HookEvent event) {
        RouteRevision revision = connection.route().revision();
        Optional<LiveUnit> unit = revision.hook(event);
        if (unit.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        try {
            execute(connection, event, revision.route(), unit.get());
        } catch (LogicError error) {
            fail(connection, event, error.value());
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .addKeyValue("request_id", connection.handshake().requestId())
                    .setCause(e)
                    .log("A defect of the server");
            fail(connection, event, ErrorValue.of(ErrorCode.INTERNAL, "Internal error", null));
        } finally {
            connection
                    .route()
                    .meters()
                    .ran(
                            event.hook(),
                            unit.get().entry().tier().number(),
                            System.nanoTime() - start);
        }
    }

    private void execute(Connection connection, HookEvent event, ServedRoute route, LiveUnit unit) {
        RunningLogic running = connection.running();
        Effects logic =
                support.effects(
                        route.document().name(), connection.handshake().requestId(), running);
        ExecutionContext context =
                new ExecutionContext(
                        environment,
                        route.limits(),
                        unit.locations(),
                        new HookRequest(connection, event, environment.clock().nanos()),
                        new HookEffects(
                                logic, new CurrentConnection(sockets, connection), connection),
                        new ResponseBuffer());
        Object result = run(unit, context, running);
        if (result != null && !(event instanceof HookEvent.Disconnected)) {
            send(context, connection, result);
        }
    }

    private static @Nullable Object run(
            LiveUnit unit, ExecutionContext context, RunningLogic running) {
        RunningLogic.Run run = running.begin(context);
        try {
            return unit.target().execute(context);
        } finally {
            running.end(run);
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
                connection.served().document().name(),
                event.hook(),
                connection.handshake().requestId());
        connection.route().meters().failed(event.hook(), error.code());
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
}
