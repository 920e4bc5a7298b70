package dev.tiercel.server.websocket;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.server.engine.RunningLogic;

/** What hooks need of the server around the connections. Thread-safe. */
public interface HookSupport {
    /**
     * Returns the effects of a hook, those on connections excepted.
     *
     * @param running ends waits when it is cancelled
     */
    Effects effects(String route, String requestId, RunningLogic running);

    /** Returns the problem document of an error as text. */
    String problem(ErrorValue error, Handshake handshake);

    /** Writes an error that left a hook to the log. */
    void log(ErrorValue error, String route, String hook, String requestId);
}
