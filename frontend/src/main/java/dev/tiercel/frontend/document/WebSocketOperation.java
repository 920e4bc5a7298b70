package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ws_op} on WebSocket routes (WS-20).
 *
 * @param fields the fields that are given, by name in order of evaluation
 * @param literalChannel the channel, if it is written literally (WS-24)
 */
public record WebSocketOperation(
        SourceLocation location,
        Command command,
        Map<String, Expression> fields,
        Optional<String> literalChannel,
        Optional<String> output)
        implements Operation.Connector {
    public WebSocketOperation {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** What is done. */
    public enum Command {
        SEND("send"),
        BROADCAST("broadcast"),
        JOIN("join"),
        LEAVE("leave"),
        IDENTIFY("identify"),
        MEMBERS("members"),
        CLOSE("close");

        private final String text;

        Command(String text) {
            this.text = text;
        }

        /** Returns the name used in documents. */
        public String text() {
            return text;
        }
    }

    @Override
    public List<Operation.Part> parts() {
        return fields.entrySet().stream()
                .map(field ->
                        new Operation.Part(field.getValue(), field.getKey().equals("message")))
                .toList();
    }

    @Override
    public String resultVariable() {
        return "ws_result";
    }
}
