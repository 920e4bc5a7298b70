package dev.tiercel.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The order route by hand as it is often written: maps, bound and written by Jackson. */
final class OrderMapsTwin implements Twin {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private byte[] answer = {};
    private long number;

    @Override
    public void number(int number) {
        this.number = number;
    }

    @Override
    public int call(byte[] body) {
        Map<?, ?> order = JSON.readValue(body, Map.class);
        double subtotal = 0;
        double discount = 0;
        long count = 0;
        for (Object entry : (List<?>) member(order, "items")) {
            Map<?, ?> item = (Map<?, ?>) entry;
            long quantity = ((Number) member(item, "qty")).longValue();
            double line = ((Number) member(item, "price")).doubleValue() * quantity;
            if (quantity >= 10) {
                discount += line * 0.05;
            }
            subtotal += line;
            count += quantity;
        }
        double rate =
                switch ((String) member(order, "region")) {
                    case "EU" -> 0.2;
                    case "US" -> 0.07;
                    default -> 0.1;
                };
        long shipping = 9;
        if (subtotal > 100) {
            shipping = (Boolean) member(order, "express") ? 15 : 0;
        }
        double tax = (subtotal - discount) * rate;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", member(order, "id"));
        result.put("customer", member(order, "customer"));
        result.put("items", count);
        result.put("subtotal", subtotal);
        result.put("discount", discount);
        result.put("tax", tax);
        result.put("shipping", shipping);
        result.put("total", subtotal - discount + tax + shipping + number);
        answer = JSON.writeValueAsBytes(result);
        return answer.length;
    }

    @Override
    public byte[] bytes() {
        return answer;
    }

    private static Object member(Map<?, ?> object, String name) {
        return Objects.requireNonNull(object.get(name));
    }
}
