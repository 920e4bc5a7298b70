package dev.tiercel.benchmarks;

import java.nio.charset.StandardCharsets;
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
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] CUSTOMER = ascii(",\"customer\":");
    private static final byte[] ITEMS = ascii(",\"items\":");
    private static final byte[] SUBTOTAL = ascii(",\"subtotal\":");
    private static final byte[] DISCOUNT = ascii(",\"discount\":");
    private static final byte[] TAX = ascii(",\"tax\":");
    private static final byte[] SHIPPING = ascii(",\"shipping\":");
    private static final byte[] TOTAL = ascii(",\"total\":");
    private static final double RATE_EUROPE = 0.2;
    private static final double RATE_AMERICA = 0.07;
    private static final double RATE_ELSEWHERE = 0.1;

    private final byte[] buffer = new byte[512];
    private int length;
    private double subtotal;
    private double discount;
    private long count;

    @Override
    public int call(byte[] body) {
        length = 0;
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
        return length;
    }

    @Override
    public byte[] bytes() {
        return buffer;
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
        write(ID);
        write(ascii(Long.toString(id)));
        write(CUSTOMER);
        writeText(customer);
        write(ITEMS);
        write(ascii(Long.toString(count)));
        write(SUBTOTAL);
        write(ascii(Double.toString(subtotal)));
        write(DISCOUNT);
        write(ascii(Double.toString(discount)));
        write(TAX);
        write(ascii(Double.toString(tax)));
        write(SHIPPING);
        write(ascii(Long.toString(shipping)));
        write(TOTAL);
        write(ascii(Double.toString(subtotal - discount + tax + shipping)));
        buffer[length++] = '}';
    }

    private void write(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void writeText(String text) {
        buffer[length++] = '"';
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (unit == '"' || unit == '\\') {
                buffer[length++] = '\\';
            } else if (unit >= 0 && unit < ' ') {
                throw new IllegalArgumentException("control characters are not in the data");
            }
            buffer[length++] = unit;
        }
        buffer[length++] = '"';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
