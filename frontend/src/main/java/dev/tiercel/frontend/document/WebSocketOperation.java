package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.WebSocketCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ws_op} on WebSocket routes (WS-20).
 *
 * @param command what is done
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

    /** How the command is given. */
    public sealed interface Command {
        /** It is written in the document. */
        record Literal(WebSocketCommand command) implements Command {}

        /** It is the text of an expression. */
        record Computed(Expression text) implements Command {}
    }

    @Override
    public List<Operation.Part> parts() {
        List<Operation.Part> parts = new ArrayList<>();
        if (command instanceof Command.Computed(var text)) {
            parts.add(new Operation.Part(text, false));
        }
        fields.forEach(
                (name, value) -> parts.add(new Operation.Part(value, name.equals("message"))));
        return parts;
    }

    @Override
    public String resultVariable() {
        return "ws_result";
    }
}
