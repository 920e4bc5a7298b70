package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of an outgoing request (OP-15). */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record OutgoingBody(String mediaType, byte[] octets) {
    static OutgoingBody of(ExecutionContext context, @Nullable Object value) {
        return switch (value) {
            case String text ->
                    new OutgoingBody(
                            "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
            case BytesValue bytes -> new OutgoingBody("application/octet-stream", bytes.octets());
            case null, default -> {
                JsonBuffer buffer = context.scratch();
                buffer.value(value);
                yield new OutgoingBody(
                        "application/json", Arrays.copyOf(buffer.bytes(), buffer.length()));
            }
        };
    }
}
