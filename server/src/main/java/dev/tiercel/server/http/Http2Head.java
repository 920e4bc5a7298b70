package dev.tiercel.server.http;

import io.helidon.http.Header;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;

/**
 * What the gate of a connection checks of heads of HTTP/1.1, for those of HTTP/2: their size,
 * counted as the text that they stand for (HTTP-39), and their characters (HTTP-41).
 *
 * @param bytesMax of the request line and all headers
 */
record Http2Head(int bytesMax) {
    /** Bytes of a request line, or of a header line, that are neither name nor value. */
    private static final int REQUEST_LINE = "  HTTP/1.1\r\n".length();

    private static final int HEADER_LINE = ": \r\n".length();

    /** What the decoder of headers makes of bytes beyond ASCII. */
    private static final char LOST = '\uFFFD';

    /**
     * Checks the head of a request of HTTP/2.
     *
     * @throws Refusal if the head is too large or malformed
     */
    void check(ServerRequest request) {
        HttpPrologue prologue = request.prologue();
        if (size(request) > bytesMax) {
            throw Refusal.of(ProblemCode.HEADERS_TOO_LARGE, "The head is too large");
        }
        if (prologue.fragment().hasValue()
                || isMalformed(prologue.uriPath().rawPath())
                || !prologue.query().isEmpty() && isMalformed(prologue.query().rawValue())) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, "The request target is malformed");
        }
        for (Header header : request.headers()) {
            if (header.values().indexOf(LOST) >= 0) {
                throw Refusal.of(
                        ProblemCode.INVALID_REQUEST,
                        "Header `" + header.name() + "` has bytes beyond ASCII");
            }
        }
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

    /** Whether a part of a target has characters that must be escaped there (RFC 3986, 2). */
    private static boolean isMalformed(String part) {
        for (int i = 0; i < part.length(); i++) {
            char character = part.charAt(i);
            if (character <= ' ' || character >= 0x7F || character == '#') {
                return true;
            }
        }
        return false;
    }
}
