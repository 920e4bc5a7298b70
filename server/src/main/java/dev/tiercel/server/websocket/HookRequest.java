package dev.tiercel.server.websocket;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestObject;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a hook sees: the handshake, and the event that it runs for (WS-13). Belongs to the hook that
 * runs.
 */
final class HookRequest implements RequestView {
    private static final Shape CONNECTION =
            Shape.of("id", "route", "user", "channels", "connected_at", "messages_received");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final Handshake handshake;
    private final HookEvent event;
    private final long receivedNanos;

    HookRequest(Connection connection, HookEvent event, long receivedNanos) {
        this.connection = connection;
        this.handshake = connection.handshake();
        this.event = event;
        this.receivedNanos = receivedNanos;
    }

    @Override
    public @Nullable Object root(Root root) {
        return switch (root) {
            case REQUEST -> RequestObject.of(this);
            case BODY, RAW_BODY, ENV -> null;
            case PARAMS -> handshake.params();
            case QUERY -> handshake.query();
            case HEADERS -> handshake.headers();
            case METHOD -> handshake.method();
            case PATH -> handshake.path();
            case COOKIES -> handshake.cookies();
            case IP -> handshake.address();
            case ID -> handshake.requestId();
            case AUTH -> handshake.auth();
            case CONNECTION_ID -> connection.id();
            case CONNECTION -> connection();
            case MESSAGE -> message();
            case MESSAGE_TYPE -> messageType();
            case MESSAGE_JSON -> messageJson();
            case CLOSE_CODE ->
                    event instanceof HookEvent.Disconnected(var closed)
                            ? (Long) (long) closed.code()
                            : null;
            case CLOSE_REASON ->
                    event instanceof HookEvent.Disconnected(var closed) ? closed.reason() : null;
        };
    }

    @Override
    public @Nullable Object parameter(String name) {
        return handshake.params().get(name);
    }

    @Override
    public @Nullable Object query(String name) {
        return handshake.query().get(name);
    }

    @Override
    public @Nullable Object header(String name) {
        return handshake.headers().get(name);
    }

    @Override
    public @Nullable Object fields() {
        return null;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    private @Nullable Object message() {
        return switch (event) {
            case HookEvent.Message(Received.Text(var text)) -> text;
            case HookEvent.Message(Received.Binary(var bytes)) -> BytesValue.wrap(bytes);
            default -> null;
        };
    }

    private @Nullable Object messageType() {
        return switch (event) {
            case HookEvent.Message(Received.Text _) -> "text";
            case HookEvent.Message(Received.Binary _) -> "binary";
            default -> null;
        };
    }

    private @Nullable Object messageJson() {
        try {
            return switch (event) {
                case HookEvent.Message(Received.Text(var text)) ->
                        JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
                case HookEvent.Message(Received.Binary(var bytes)) -> JsonReader.read(bytes);
                default -> null;
            };
        } catch (JsonException e) {
            return null;
        }
    }

    private ObjectValue connection() {
        @Nullable Object[] slots = {
            connection.id(),
            connection.served().document().name(),
            connection.user(),
            ArrayValue.wrap(connection.channels().toArray()),
            TIME.format(connection.connectedAt()),
            connection.messagesReceived()
        };
        return ObjectValue.wrap(CONNECTION, slots);
    }
}
