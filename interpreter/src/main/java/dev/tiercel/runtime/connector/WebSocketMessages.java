package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.effect.WebSocketConnector.Message;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Messages of values: strings as text, bytes as binary, everything else as JSON text (WS-16). */
public final class WebSocketMessages {
    private WebSocketMessages() {}

    /**
     * Returns the message of a value.
     *
     * @throws LogicError {@code INVALID_ARGUMENT} if the value is null or too large (WS-20, WS-31)
     */
    public static Message of(ExecutionContext context, @Nullable Object value) {
        if (value == null) {
            throw LogicError.of(ErrorCode.INVALID_ARGUMENT, "`message` of ws_op is null");
        }
        int max = context.effects().webSockets().messageBytesMax();
        if (value instanceof BytesValue bytes) {
            check(bytes.octets().length, max);
            return new Message.Binary(bytes.octets());
        }
        String text = TextForm.transientText(context, value);
        if (text.length() > max / 3) {
            check(text.getBytes(StandardCharsets.UTF_8).length, max);
        }
        return new Message.Text(text);
    }

    private static void check(long bytes, int max) {
        if (bytes > max) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "A message of " + bytes + " bytes is larger than " + max);
        }
    }
}
