package dev.tiercel.runtime.effect;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import java.time.Duration;
import java.util.Optional;

/** The effects of one request or hook invocation. Used by the threads that run it. */
public interface Effects {
    /** Writes one line to the log, for the operation at a location. */
    void log(LogLevel level, String message, Optional<SourceLocation> location);

    /**
     * Waits; returns early if the thread is interrupted, because the server stops or the task was
     * cancelled.
     */
    void sleep(Duration duration);

    /** Is called before an operation that waits for another system. */
    default void beforeWait() {}

    /** Returns the WebSocket connections, as this execution may use them. */
    default WebSocketConnector webSockets() {
        return WebSocketConnector.NONE;
    }
}
