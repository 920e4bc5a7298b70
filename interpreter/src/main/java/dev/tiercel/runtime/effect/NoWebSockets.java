package dev.tiercel.runtime.effect;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server without WebSocket connections: broadcasts reach nobody (CFG-22). */
final class NoWebSockets implements WebSocketConnector {
    private static final int MESSAGE_BYTES_MAX = 65_536;

    @Override
    public Delivery send(Message message, Optional<String> to) {
        throw new EffectFailure(
                EffectFailure.Kind.NOT_CONNECTED,
                "WebSocket send error: Connection " + to.orElse("") + " not found");
    }

    @Override
    public Delivery broadcast(Message message, Audience audience, boolean excludesCurrent) {
        return new Delivery(0, 0);
    }

    @Override
    public void join(String channel, Optional<String> connectionId) {
        throw notConnected(connectionId);
    }

    @Override
    public void leave(String channel, Optional<String> connectionId) {
        throw notConnected(connectionId);
    }

    @Override
    public void identify(String user, Optional<String> connectionId) {
        throw notConnected(connectionId);
    }

    @Override
    public List<Member> members(Audience audience) {
        return List.of();
    }

    @Override
    public void close(int code, String reason, Optional<String> connectionId) {
        throw notConnected(connectionId);
    }

    @Override
    public @Nullable Object scopeValue(String name, @Nullable Object otherwise) {
        return otherwise;
    }

    @Override
    public void saveScope(List<String> names, @Nullable Object[] values) {}

    @Override
    public int messageBytesMax() {
        return MESSAGE_BYTES_MAX;
    }

    private static EffectFailure notConnected(Optional<String> connectionId) {
        return new EffectFailure(
                EffectFailure.Kind.NOT_CONNECTED,
                "Connection " + connectionId.orElse("") + " not found");
    }
}
