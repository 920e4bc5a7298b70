package dev.tiercel.benchmarks.expression;

import java.util.Map;

/**
 * What the expressions read, in the forms that the engines take: a bean, a map, and the text of the
 * body that Tiercel reads. Immutable.
 */
public final class Order {
    static final double BASE = 100.5;
    static final double TAX = 8.25;
    static final long QTY = 5;
    static final String STATUS = "open";
    static final String BODY =
            """
            {"base":100.5,"tax":8.25,"qty":5,"status":"open"}
            """
                    .strip();

    /** Returns the price. */
    public double getBase() {
        return BASE;
    }

    /** Returns the tax of one piece. */
    public double getTax() {
        return TAX;
    }

    /** Returns the number of pieces. */
    public long getQty() {
        return QTY;
    }

    /** Returns what became of the order. */
    public String getStatus() {
        return STATUS;
    }

    /** Returns the values by name. */
    static Map<String, Object> map() {
        return Map.of("base", BASE, "tax", TAX, "qty", QTY, "status", STATUS);
    }
}
