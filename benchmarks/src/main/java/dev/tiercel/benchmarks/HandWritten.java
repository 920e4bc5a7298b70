package dev.tiercel.benchmarks;

import java.util.Arrays;

/** The routes by hand, for any number of threads. */
public final class HandWritten {
    private HandWritten() {}

    /** Answers the checkout route. */
    public static byte[] checkout() {
        return answer(new CheckoutTwin(), new byte[0]);
    }

    /** Answers the order route. */
    public static byte[] order(byte[] body) {
        return answer(new OrderTwin(), body);
    }

    private static byte[] answer(Twin twin, byte[] body) {
        int length = twin.call(body);
        return Arrays.copyOf(twin.bytes(), length);
    }
}
