package dev.tiercel.benchmarks.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the expressions read, in the forms that the engines take: a bean, a map, and the text of a
 * body that Tiercel reads. Its values are in memory rather than in the code, so that no compiler
 * can calculate with them in advance. Immutable.
 */
public final class Order {
    /** How many different ones are evaluated in turn. */
    static final int COUNT = 64;

    private static final int QUANTITIES = 9;
    private static final int PRICES = 17;
    private static final int CLOSED_EVERY = 3;

    private final double base;
    private final double tax;
    private final long qty;
    private final String status;

    private Order(double base, double tax, long qty, String status) {
        this.base = base;
        this.tax = tax;
        this.qty = qty;
        this.status = status;
    }

    /** Returns orders of which some are above the limits of the expressions, and some open. */
    static List<Order> some(int count) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(
                    new Order(
                            90.5 + i % PRICES,
                            8.25,
                            1 + i * 7 % QUANTITIES,
                            i % CLOSED_EVERY == 0 ? "closed" : "open"));
        }
        return orders;
    }

    /** Returns the price. */
    public double getBase() {
        return base;
    }

    /** Returns the tax of one piece. */
    public double getTax() {
        return tax;
    }

    /** Returns the number of pieces. */
    public long getQty() {
        return qty;
    }

    /** Returns what became of the order. */
    public String getStatus() {
        return status;
    }

    /** Returns the values by name. */
    Map<String, Object> map() {
        return new HashMap<>(Map.of("base", base, "tax", tax, "qty", qty, "status", status));
    }

    /** Returns the values as JSON. */
    String json() {
        return "{\"base\":%s,\"tax\":%s,\"qty\":%s,\"status\":\"%s\"}"
                .formatted(base, tax, qty, status);
    }
}
