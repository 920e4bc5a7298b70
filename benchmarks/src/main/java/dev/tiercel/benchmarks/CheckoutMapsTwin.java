package dev.tiercel.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The checkout route by hand as it is often written: values in maps, written by Jackson. */
final class CheckoutMapsTwin implements Twin {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private byte[] answer = {};

    @Override
    public int call(byte[] body) {
        Map<String, Object> values = new HashMap<>();
        values.put("base", 50L);
        values.put("final", calculateTax(List.of(Objects.requireNonNull(values.get("base")))));
        answer = JSON.writeValueAsBytes(values.get("final"));
        return answer.length;
    }

    @Override
    public byte[] bytes() {
        return answer;
    }

    private static Object calculateTax(List<Object> arguments) {
        Map<String, Object> values = new HashMap<>();
        values.put("price", arguments.getFirst());
        double sum = 0;
        for (Object term : List.of(Objects.requireNonNull(values.get("price")), 10L)) {
            sum += ((Number) term).doubleValue();
        }
        values.put("result", sum);
        return sum;
    }
}
