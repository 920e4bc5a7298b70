package dev.tiercel.runtime;

import dev.tiercel.ir.Root;
import org.jspecify.annotations.Nullable;

/**
 * The root {@code request} of any kind of request: its members are roots themselves (HTTP-12,
 * WS-13).
 */
public final class RequestObject {
    private static final Shape SHAPE =
            Shape.of(
                    "method",
                    "path",
                    "query",
                    "params",
                    "headers",
                    "cookies",
                    "body",
                    "payload",
                    "raw_body",
                    "ip",
                    "id",
                    "auth");

    private RequestObject() {}

    /** Returns the value of the root, made of the roots that the request gives. */
    public static ObjectValue of(RequestView request) {
        Object body = request.root(Root.BODY);
        @Nullable Object[] slots = {
            request.root(Root.METHOD),
            request.root(Root.PATH),
            request.root(Root.QUERY),
            request.root(Root.PARAMS),
            request.root(Root.HEADERS),
            request.root(Root.COOKIES),
            body,
            body,
            request.root(Root.RAW_BODY),
            request.root(Root.IP),
            request.root(Root.ID),
            request.root(Root.AUTH)
        };
        return ObjectValue.wrap(SHAPE, slots);
    }
}
