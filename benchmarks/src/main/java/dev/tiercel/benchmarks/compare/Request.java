package dev.tiercel.benchmarks.compare;

import java.nio.charset.StandardCharsets;

/** A request that is sent to every server. */
record Request(String method, String path, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    static Request get(String path) {
        return new Request("GET", path, NOTHING);
    }

    static Request post(String path) {
        return new Request("POST", path, NOTHING);
    }

    static Request post(String path, String json) {
        return new Request("POST", path, json.getBytes(StandardCharsets.UTF_8));
    }

    static Request put(String path, String text) {
        return new Request("PUT", path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the bytes of the request for a port of this machine. */
    byte[] bytes(int port) {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:");
        head.append(port).append("\r\n");
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }
}
