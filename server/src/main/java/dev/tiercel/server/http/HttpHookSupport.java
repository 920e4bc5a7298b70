package dev.tiercel.server.http;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.engine.RunningLogic;
import dev.tiercel.server.websocket.Handshake;
import dev.tiercel.server.websocket.HookSupport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Logs and describes errors of hooks as those of requests. Thread-safe. */
public final class HttpHookSupport implements HookSupport {
    private final ProblemDocument problems;

    public HttpHookSupport(ServerConfig config) {
        this.problems = HttpAnswers.of(config).problems();
    }

    @Override
    public Effects effects(String route, String requestId, RunningLogic running) {
        return new LogicEffects(route, requestId, WebSocketConnector.NONE, running);
    }

    @Override
    public String problem(ErrorValue error, Handshake handshake) {
        return new String(
                problems.of(error, handshake.path(), handshake.requestId()),
                StandardCharsets.UTF_8);
    }

    @Override
    public void log(ErrorValue error, String route, String hook, String requestId) {
        LogicErrors.log(error, route + "/" + hook, requestId, Optional.empty());
    }
}
