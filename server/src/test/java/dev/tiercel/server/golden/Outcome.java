package dev.tiercel.server.golden;

import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.ResponseHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a run that a client, an author or an administrator could see.
 *
 * @param headers of the answer by lower-case name, the content type among them
 * @param fuelLeft what is left of the budget of steps
 * @param memoryLeft what is left of the budget of memory
 * @param effects in the order in which they happened
 */
record Outcome(
        int status,
        Map<String, String> headers,
        String body,
        Optional<LogicError> error,
        long fuelLeft,
        long memoryLeft,
        List<String> effects) {
    Outcome {
        effects = List.copyOf(effects);
    }

    static Outcome of(ExecutionContext context, Optional<LogicError> error, List<String> effects) {
        ResponseBuffer response = context.response();
        Map<String, String> headers = new TreeMap<>();
        String body = "";
        int status = 0;
        if (error.isEmpty()) {
            status = response.status();
            response.contentType().ifPresent(type -> headers.put("content-type", type));
            for (ResponseHeader header : response.headers()) {
                headers.merge(
                        header.name().toLowerCase(Locale.ROOT),
                        header.value(),
                        (first, second) -> first + ", " + second);
            }
            body = new String(response.bytes(), 0, response.length(), StandardCharsets.UTF_8);
        }
        return new Outcome(
                status, headers, body, error, context.fuel, context.memoryLeft(), effects);
    }

    /** Returns what must be the same in every tier. */
    String observable() {
        return """
        status  %d
        headers %s
        body    %s
        error   %s
        fuel    %d left
        effects %s
        """
                .formatted(
                        status,
                        headers,
                        body,
                        error.map(Outcome::text).orElse("none"),
                        fuelLeft,
                        String.join("\n        ", effects));
    }

    static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }

    private static String text(LogicError error) {
        return json(error.value())
                + " column "
                + error.value().location().map(SourceLocation::column).orElse(0)
                + (error.isCatchable() ? "" : ", not catchable");
    }
}
