package dev.tiercel.server.websocket;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.WebSocketConnector;
import java.time.Duration;
import java.util.Optional;

/** The effects of other logic, with a connection that is the current one. Thread-safe. */
record HookEffects(Effects logic, WebSocketConnector webSockets, Connection connection)
        implements Effects {
    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        logic.log(level, message, location);
    }

    @Override
    public void sleep(Duration duration) {
        beforeWait();
        logic.sleep(duration);
    }

    /** What the hook has sent does not wait with it. */
    @Override
    public void beforeWait() {
        connection.session().writeSoon();
    }
}
