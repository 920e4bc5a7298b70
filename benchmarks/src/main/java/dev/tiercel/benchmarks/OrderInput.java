package dev.tiercel.benchmarks;

/** What the comparison over HTTP needs of the documents of the benchmarks. */
public final class OrderInput {
    private OrderInput() {}

    /** Returns the text of a posted order. */
    public static byte[] body(int lines) {
        return Documents.orderBody(lines);
    }

    /** Returns the document of the route {@code /api/checkout/0}. */
    public static String checkoutDocument() {
        return Documents.checkoutText(0);
    }

    /** Returns the document of the route {@code /api/orders/0}. */
    public static String orderDocument() {
        return Documents.orderText(0);
    }
}
