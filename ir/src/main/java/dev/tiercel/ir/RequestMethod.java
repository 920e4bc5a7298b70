package dev.tiercel.ir;

/** The methods of outgoing requests. */
public enum RequestMethod {
    GET(true),
    POST(false),
    PUT(true),
    PATCH(false),
    DELETE(true),
    HEAD(true),
    OPTIONS(true);

    private final boolean isIdempotent;

    RequestMethod(boolean isIdempotent) {
        this.isIdempotent = isIdempotent;
    }

    /**
     * Whether a request that is sent twice does no more than one that is sent once (RFC 9110,
     * section 9.2.2).
     */
    public static boolean isIdempotent(String method) {
        return valueOf(method).isIdempotent;
    }
}
