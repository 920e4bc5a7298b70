package dev.tiercel.benchmarks;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The order route by hand, tuned: Jackson's streaming parser, primitive locals, sums that check for
 * overflow as the language does, and an answer that is written as bytes.
 */
final class OrderTwin implements Twin {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double RATE_EUROPE = 0.2;
    private static final double RATE_AMERICA = 0.07;
    private static final double RATE_ELSEWHERE = 0.1;

    private final JsonBytes out = new JsonBytes();
    private double subtotal;
    private double discount;
    private long count;
    private long number;

    @Override
    public void number(int number) {
        this.number = number;
    }

    @Override
    public int call(byte[] body) {
        out.clear();
        subtotal = 0;
        discount = 0;
        count = 0;
        long id = 0;
        String customer = "";
        String region = "";
        boolean isExpress = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "id" -> id = parser.getLongValue();
                    case "customer" -> customer = parser.getString();
                    case "region" -> region = parser.getString();
                    case "express" -> isExpress = parser.getBooleanValue();
                    case "items" -> addItems(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        answer(id, customer, region, isExpress);
        return out.length();
    }

    @Override
    public byte[] bytes() {
        return out.buffer();
    }

    private void addItems(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            double price = 0;
            long quantity = 0;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "price" -> price = parser.getDoubleValue();
                    case "qty" -> quantity = parser.getLongValue();
                    default -> parser.skipChildren();
                }
            }
            double line = price * quantity;
            if (quantity >= 10) {
                discount += line * 0.05;
            }
            subtotal += line;
            count = Math.addExact(count, quantity);
        }
    }

    private void answer(long id, String customer, String region, boolean isExpress) {
        double rate =
                switch (region) {
                    case "EU" -> RATE_EUROPE;
                    case "US" -> RATE_AMERICA;
                    default -> RATE_ELSEWHERE;
                };
        long shipping = 9;
        if (subtotal > 100) {
            shipping = isExpress ? 15 : 0;
        }
        double tax = (subtotal - discount) * rate;
        out.raw("{\"id\":").number(id);
        out.raw(",\"customer\":").text(customer);
        out.raw(",\"items\":").number(count);
        out.raw(",\"subtotal\":").number(subtotal);
        out.raw(",\"discount\":").number(discount);
        out.raw(",\"tax\":").number(tax);
        out.raw(",\"shipping\":").number(shipping);
        out.raw(",\"total\":").number(subtotal - discount + tax + shipping + number).raw('}');
    }
}
