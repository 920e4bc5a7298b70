package dev.tiercel.server.http;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.WebSocketConnector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The effects of one request of a route. */
final class LogicEffects implements Effects {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.logic");

    private final String route;
    private final String requestId;
    private final WebSocketConnector webSockets;

    LogicEffects(String route, String requestId, WebSocketConnector webSockets) {
        this.route = route;
        this.requestId = requestId;
        this.webSockets = webSockets;
    }

    @Override
    public WebSocketConnector webSockets() {
        return webSockets;
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        LOG.atLevel(
                        switch (level) {
                            case DEBUG -> Level.DEBUG;
                            case INFO -> Level.INFO;
                            case WARN -> Level.WARN;
                            case ERROR -> Level.ERROR;
                        })
                .addKeyValue("route", route)
                .addKeyValue("request_id", requestId)
                .addKeyValue("line", location.map(SourceLocation::line).orElse(0))
                .log(message);
    }

    @Override
    public void sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
