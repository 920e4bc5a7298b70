package dev.tiercel.benchmarks.http;

import dev.tiercel.benchmarks.OrderInput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is asked of every server.
 *
 * @param name of the workload, in results
 * @param path that is posted to
 * @param body of each request
 */
record Workload(String name, String path, byte[] body) {
    private static final int ORDER_LINES = 10;

    static List<Workload> all() {
        return List.of(
                new Workload("checkout", "/api/checkout/0", new byte[0]),
                new Workload("order of 10", "/api/orders/0", OrderInput.body(ORDER_LINES)));
    }

    /** Returns the bytes of a request of HTTP/1.1. */
    byte[] request(int port) {
        byte[] head =
                ("POST "
                                + path
                                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                                + port
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
