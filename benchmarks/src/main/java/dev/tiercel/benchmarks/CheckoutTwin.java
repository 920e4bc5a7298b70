package dev.tiercel.benchmarks;

import java.nio.charset.StandardCharsets;

/** The checkout route by hand: what it answers does not depend on the request. */
final class CheckoutTwin implements Twin {
    private final byte[] buffer = new byte[64];
    private long base = 50;

    @Override
    public int call(byte[] body) {
        double sum = calculateTax((double) base);
        byte[] text = Double.toString(sum).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, buffer, 0, text.length);
        return text.length;
    }

    @Override
    public byte[] bytes() {
        return buffer;
    }

    private static double calculateTax(double price) {
        return price + 10.0;
    }
}
