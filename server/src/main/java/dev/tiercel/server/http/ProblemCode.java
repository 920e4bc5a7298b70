package dev.tiercel.server.http;

/** Codes of the answers that the server gives before or instead of logic (errors.md, section 2). */
public enum ProblemCode {
    NOT_FOUND(404, "Not Found"),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    INVALID_REQUEST(400, "Bad Request"),
    INVALID_JSON(400, "Bad Request"),
    INVALID_BODY(400, "Bad Request"),
    VALIDATION_FAILED(400, "Bad Request"),
    WEBSOCKET_UPGRADE_REQUIRED(400, "WebSocket upgrade required"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    ROUTE_DISABLED(403, "Route is disabled"),
    DOCUMENT_REJECTED(400, "Bad Request"),
    DOCUMENT_TOO_LARGE(413, "Content Too Large"),
    CONFLICT(409, "Conflict"),
    PRECONDITION_FAILED(412, "Precondition Failed"),
    PAYLOAD_TOO_LARGE(413, "Content Too Large"),
    UNSUPPORTED_ENCODING(415, "Unsupported Media Type"),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
    RATE_LIMITED(429, "Too Many Requests"),
    INTERNAL(500, "Internal Server Error"),
    RESPONSE_INVALID(500, "Route execution failed"),
    OVERLOADED(503, "Service Unavailable"),
    UNAVAILABLE(503, "Service Unavailable");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    /** Returns the members {@code title} and {@code error} where no rule says otherwise. */
    public String title() {
        return title;
    }
}
