package dev.tiercel.benchmarks.expression;

import dev.tiercel.benchmarks.EngineRoute;
import dev.tiercel.benchmarks.Tier;
import dev.tiercel.runtime.ResponseBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An expression of the language, on the members of bodies that have been read; it writes its
 * result.
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

    private final IntFunction<ResponseBuffer> call;

    EngineExpression(String expression, Tier tier) {
        String text = expression.replaceAll("\\b(base|tax|qty|status)\\b", "body.$1");
        List<byte[]> bodies =
                Order.some(Order.COUNT).stream()
                        .map(order -> order.json().getBytes(StandardCharsets.UTF_8))
                        .toList();
        call = EngineRoute.of(DOCUMENT.formatted(text), tier).repeated(bodies);
    }

    @Override
    public Object evaluate(int order) {
        return call.apply(order);
    }
}
