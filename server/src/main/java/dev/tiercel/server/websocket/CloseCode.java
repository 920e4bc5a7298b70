package dev.tiercel.server.websocket;

/** Codes of close frames (RFC 6455, section 7.4, and section 10 of the WebSocket specification). */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;

    /** A close frame without a code; never sent. */
    static final int ABSENT = 1005;

    /** The connection broke; never sent. */
    static final int BROKEN = 1006;

    static final int INVALID_TEXT = 1007;
    static final int POLICY = 1008;
    static final int TOO_LARGE = 1009;
    static final int INTERNAL = 1011;
    static final int TRY_LATER = 1013;

    private static final int RESERVED = 1004;
    private static final int REGISTERED_MAX = 1014;
    private static final int LIBRARIES_MIN = 3000;
    private static final int APPLICATIONS_MAX = 4999;

    private CloseCode() {}

    /** Whether a peer may send a code. */
    static boolean isAllowedFromPeer(int code) {
        boolean isRegistered =
                code >= NORMAL
                        && code <= REGISTERED_MAX
                        && code != RESERVED
                        && code != ABSENT
                        && code != BROKEN;
        return isRegistered || (code >= LIBRARIES_MIN && code <= APPLICATIONS_MAX);
    }

    /** Whether logic may close with a code (WS-20). */
    static boolean isAllowedFromLogic(long code) {
        return code == NORMAL || (code >= LIBRARIES_MIN && code <= APPLICATIONS_MAX);
    }
}
