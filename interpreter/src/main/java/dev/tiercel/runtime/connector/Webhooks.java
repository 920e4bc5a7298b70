package dev.tiercel.runtime.connector;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Building;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What extension operations do besides the request itself (OP-32, OP-33). */
final class Webhooks {
    private static final Shape BODY = Shape.of("operation", "fields", "document", "request_id");
    private static final Shape ANSWER = Shape.of("status", "body");
    private static final Shape VIOLATIONS = Shape.of("errors");
    private static final long ERROR_STATUS_MIN = 400;
    private static final long SERVER_ERROR_MIN = 500;

    private Webhooks() {}

    static EffectAction checkFields(String operation, String schema) {
        return (context, operands) -> {
            JsonBuffer text = context.scratch();
            text.value(operands[0]);
            List<String> violations =
                    context.environment()
                            .connectors()
                            .schemas()
                            .violations(schema, Arrays.copyOf(text.bytes(), text.length()));
            if (violations.isEmpty()) {
                return operands[0];
            }
            throw LogicError.of(
                    ErrorCode.EXTENSION_INVALID,
                    "`" + operation + "`: " + violations.getFirst(),
                    ObjectValue.wrap(VIOLATIONS, new Object[] {ArrayValue.copyOf(violations)}));
        };
    }

    static EffectAction body(String operation, String document) {
        return (context, operands) ->
                Building.object(
                        context,
                        BODY,
                        new @Nullable Object[] {
                            operation, operands[0], document, context.root(Root.ID)
                        });
    }

    static EffectAction value(String operation) {
        return (_, operands) -> {
            ObjectValue response = (ObjectValue) Objects.requireNonNull(operands[0]);
            long status = response.get("status") instanceof Long number ? number : 0;
            Object body = response.get("body");
            if (status < ERROR_STATUS_MIN) {
                return body;
            }
            ErrorValue error =
                    ErrorValue.of(
                            ErrorCode.EXTENSION_ERROR,
                            "The webhook of `" + operation + "` answered " + status,
                            ObjectValue.wrap(ANSWER, new @Nullable Object[] {status, body}));
            throw LogicError.of(error.withStatus(error.status(), status >= SERVER_ERROR_MIN));
        };
    }
}
