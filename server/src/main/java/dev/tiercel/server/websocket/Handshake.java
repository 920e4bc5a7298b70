package dev.tiercel.server.websocket;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * The request that became a connection, as hooks see it. Immutable.
 *
 * @param auth value of {@code request.auth}
 */
public record Handshake(
        String method,
        String path,
        ObjectValue params,
        ObjectValue query,
        ObjectValue headers,
        @Nullable Object cookies,
        String address,
        String requestId,
        @Nullable Object auth) {
    /** Takes what hooks may read from a request. */
    public static Handshake of(RequestView request) {
        return new Handshake(
                text(request.root(Root.METHOD)),
                text(request.root(Root.PATH)),
                object(request.root(Root.PARAMS)),
                object(request.root(Root.QUERY)),
                object(request.root(Root.HEADERS)),
                request.root(Root.COOKIES),
                text(request.root(Root.IP)),
                text(request.root(Root.ID)),
                request.root(Root.AUTH));
    }

    /** Returns the user that the credentials name, null if there is none (WS-26). */
    @Nullable String user() {
        Object subject = auth instanceof ObjectValue claims ? claims.get("sub") : null;
        return switch (subject) {
            case String text -> text;
            case Long number -> number.toString();
            case null, default -> null;
        };
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static ObjectValue object(@Nullable Object value) {
        return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    }
}
