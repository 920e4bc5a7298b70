package dev.tiercel.benchmarks.http;

import dev.tiercel.benchmarks.OrderInput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is asked of every server.
 *
 * @param name of the workload, in results
 * @param method of each request
 * @param path of each request
 * @param body of each request
 */
record Workload(String name, String method, String path, byte[] body) {
    private static final int ORDER_LINES = 10;
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] VISIT =
            "{\"person\":7,\"page\":\"/home\"}".getBytes(StandardCharsets.US_ASCII);

    /** Returns what the logic alone answers. */
    static List<Workload> engine() {
        return List.of(
                new Workload("checkout", "POST", "/api/checkout/0", NOTHING),
                new Workload("order of 10", "POST", "/api/orders/0", OrderInput.body(ORDER_LINES)));
    }

    /** Returns what needs the {@link Backends}. */
    static List<Workload> connectors() {
        return List.of(
                new Workload("sql 1 row", "GET", "/api/people/7", NOTHING),
                new Workload("sql 20 rows", "GET", "/api/people/100/next", NOTHING),
                new Workload("sql insert", "POST", "/api/visits", VISIT),
                new Workload("redis get", "GET", "/api/profiles/7", NOTHING));
    }

    /** Returns the bytes of a request of HTTP/1.1. */
    byte[] request(int port) {
        byte[] head =
                (method
                                + " "
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
