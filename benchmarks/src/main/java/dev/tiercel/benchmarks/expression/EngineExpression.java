package dev.tiercel.benchmarks.expression;

import dev.tiercel.benchmarks.EngineRoute;
import dev.tiercel.benchmarks.Tier;
import dev.tiercel.runtime.ResponseBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * An expression of the language, on the members of a body that has been read; it writes its result.
 */
final class EngineExpression implements Evaluation {
    private static final String DOCUMENT =
            """
            name: expression
            path: /expression
            method: POST
            logic:
              - return: "{{ %s }}"
            """;

    private final Supplier<ResponseBuffer> call;

    EngineExpression(String expression, Tier tier) {
        String text = expression.replaceAll("\\b(base|tax|qty|status)\\b", "body.$1");
        byte[] body = Order.BODY.getBytes(StandardCharsets.UTF_8);
        call = EngineRoute.of(DOCUMENT.formatted(text), tier).repeated(body);
    }

    @Override
    public Object evaluate() {
        return call.get();
    }
}
