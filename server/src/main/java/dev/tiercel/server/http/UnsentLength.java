package dev.tiercel.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;

/**
 * The length of answers with the status 204 or 304. Helidon insists on one of zero, which RFC 9110,
 * section 8.6, forbids with 204, and which is not the length of what a 304 stands for. Immutable.
 */
final class UnsentLength extends OwnHeader {
    private static final Header INSTANCE = new UnsentLength();

    private UnsentLength() {
        super(HeaderValues.CONTENT_LENGTH_ZERO);
    }

    /** Keeps the length out of an answer of HTTP/1.1 or HTTP/2. */
    static void in(Exchange exchange) {
        ServerResponse response = exchange.response();
        response.headers().set(INSTANCE);
        if (!exchange.connection().isHttp1()) {
            // HTTP/2 sends names and values; HTTP/1.1 would add a length again.
            response.beforeSend(() -> response.headers().remove(HeaderNames.CONTENT_LENGTH));
        }
    }

    @Override
    public void writeHttp1Header(BufferData buffer) {}
}
