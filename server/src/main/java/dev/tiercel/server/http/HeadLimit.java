package dev.tiercel.server.http;

import io.helidon.http.Header;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;

/**
 * How large the heads of requests may be (HTTP-39). Those of HTTP/1.1 were counted by the gate of
 * their connection; those of HTTP/2 are counted as the text that they stand for.
 */
record HeadLimit(int bytesMax) {
    private static final String HTTP_2 = "2.0";

    /** Bytes of a request line, or of a header line, that are neither name nor value. */
    private static final int REQUEST_LINE = "  HTTP/1.1\r\n".length();

    private static final int HEADER_LINE = ": \r\n".length();

    boolean isExceededBy(ServerRequest request) {
        return request.prologue().protocolVersion().equals(HTTP_2) && size(request) > bytesMax;
    }

    private static long size(ServerRequest request) {
        HttpPrologue prologue = request.prologue();
        long size =
                REQUEST_LINE
                        + (long) prologue.method().text().length()
                        + prologue.uriPath().rawPath().length();
        if (!prologue.query().isEmpty()) {
            size += prologue.query().rawValue().length();
        }
        for (Header header : request.headers()) {
            size += HEADER_LINE + (long) header.name().length() + header.values().length();
        }
        return size;
    }
}
