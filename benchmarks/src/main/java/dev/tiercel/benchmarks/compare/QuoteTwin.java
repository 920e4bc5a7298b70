package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.JsonBytes;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The quote of fifty steps by hand: Jackson's streaming parser, primitive locals, bytes. */
final class QuoteTwin {
    private static final JsonFactory JSON = new JsonFactory();

    private String customer = "";
    private String country = "";
    private String tier = "";
    private String coupon = "";
    private long quantity;
    private double unitPrice;
    private double weight;
    private boolean express;

    private QuoteTwin() {}

    static byte[] answer(byte[] body) {
        QuoteTwin quote = new QuoteTwin();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                quote.take(name, parser);
            }
        }
        return quote.answer();
    }

    private void take(String name, JsonParser parser) {
        switch (name) {
            case "customer" -> customer = parser.getString();
            case "country" -> country = parser.getString();
            case "tier" -> tier = parser.getString();
            case "coupon" -> coupon = parser.getString();
            case "quantity" -> quantity = parser.getLongValue();
            case "unit_price" -> unitPrice = parser.getDoubleValue();
            case "weight" -> weight = parser.getDoubleValue();
            case "express" -> express = parser.getBooleanValue();
            default -> parser.skipChildren();
        }
    }

    @SuppressWarnings("method-length") // fifty steps, one after the other
    private byte[] answer() {
        double net = quantity * unitPrice;
        double rebate = 0;
        if (quantity >= 10) {
            rebate += 0.05;
        }
        if (quantity >= 100) {
            rebate += 0.05;
        }
        if (tier.equals("gold")) {
            rebate += 0.03;
        }
        if (coupon.equals("SPRING")) {
            rebate += 0.02;
        }
        if (rebate > 0.15) {
            rebate = 0.15;
        }
        double discount = net * rebate;
        double goods = net - discount;
        double vat = 0.2;
        if (country.equals("DE")) {
            vat = 0.19;
        }
        if (country.equals("US")) {
            vat = 0;
        }
        double base = 4.5;
        double load = weight * quantity;
        if (load > 20) {
            base += 6;
        }
        if (load > 100) {
            base += 20;
        }
        double shipping = base + load * 0.1;
        if (express) {
            shipping *= 2;
        }
        if (goods > 500) {
            shipping = 0;
        }
        double insurance = goods * 0.01;
        if (insurance < 2.5) {
            insurance = 2.5;
        }
        double handling = 1.5;
        if (quantity > 50) {
            handling += 5;
        }
        double taxable = goods + shipping + insurance + handling;
        double tax = taxable * vat;
        double gross = taxable + tax;
        long points = 0;
        if (tier.equals("gold")) {
            points = quantity * 3;
        }
        if (tier.equals("silver")) {
            points = quantity * 2;
        }
        if (gross > 200) {
            points += 25;
        }
        double fee = 0;
        if (gross < 50) {
            fee = 3;
        }
        double due = gross + fee;
        double rate = 1;
        if (country.equals("US")) {
            rate = 1.1;
        }
        double local = due * rate;
        double first = local / 4;
        double rest = local - first;
        String state = "open";
        if (local > 1000) {
            state = "review";
        }
        JsonBytes out = new JsonBytes();
        out.raw("{\"customer\":").text(customer);
        out.raw(",\"net\":").number(net);
        out.raw(",\"discount\":").number(discount);
        out.raw(",\"shipping\":").number(shipping);
        out.raw(",\"insurance\":").number(insurance);
        out.raw(",\"tax\":").number(tax);
        out.raw(",\"gross\":").number(gross);
        out.raw(",\"points\":").number(points);
        out.raw(",\"due\":").number(due);
        out.raw(",\"first\":").number(first);
        out.raw(",\"rest\":").number(rest);
        out.raw(",\"state\":").text(state);
        return out.raw('}').bytes();
    }
}
