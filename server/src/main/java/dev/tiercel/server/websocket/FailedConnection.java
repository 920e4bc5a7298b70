package dev.tiercel.server.websocket;

/** The peer broke the protocol or a limit; the connection is closed with a code. */
final class FailedConnection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    FailedConnection(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    static FailedConnection protocol(String reason) {
        return new FailedConnection(CloseCode.PROTOCOL_ERROR, reason);
    }

    int code() {
        return code;
    }
}
