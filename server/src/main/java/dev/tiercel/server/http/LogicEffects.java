package dev.tiercel.server.http;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.server.engine.RunningLogic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The effects of one request of a route, or of a hook. */
final class LogicEffects implements Effects {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.logic");

    private final String route;
    private final String requestId;
    private final WebSocketConnector webSockets;
    private final RunningLogic running;

    /** The request, null for a hook. */
    private final @Nullable Exchange exchange;

    /**
     * Makes the effects of a hook, or of a trial.
     *
     * @param running ends waits when it is cancelled
     */
    LogicEffects(
            String route, String requestId, WebSocketConnector webSockets, RunningLogic running) {
        this.route = route;
        this.requestId = requestId;
        this.webSockets = webSockets;
        this.running = running;
        this.exchange = null;
    }

    /** Makes the effects of a request. */
    LogicEffects(String route, Exchange exchange, WebSocketConnector webSockets) {
        this.route = route;
        this.requestId = exchange.id();
        this.webSockets = webSockets;
        this.running = exchange.connection().running();
        this.exchange = exchange;
    }

    @Override
    public WebSocketConnector webSockets() {
        return webSockets;
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        LoggingEventBuilder line =
                LOG.atLevel(
                        switch (level) {
                            case DEBUG -> Level.DEBUG;
                            case INFO -> Level.INFO;
                            case WARN -> Level.WARN;
                            case ERROR -> Level.ERROR;
                        });
        line =
                line.addKeyValue("route", route)
                        .addKeyValue("request_id", requestId)
                        .addKeyValue("line", location.map(SourceLocation::line).orElse(0));
        Optional<String> trace = exchange == null ? Optional.empty() : exchange.traceId();
        (trace.isPresent() ? line.addKeyValue("trace_id", trace.get()) : line).log(message);
    }

    @Override
    public void sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos();
                left > 0 && !isOver();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private boolean isOver() {
        return Thread.currentThread().isInterrupted() || running.isCancelled();
    }
}
