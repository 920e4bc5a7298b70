package dev.tiercel.server.websocket;

import java.util.Optional;

/** The kinds of frames of RFC 6455, section 5.2. */
enum FrameKind {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA);

    private static final int FIRST_CONTROL = 0x8;
    private static final FrameKind[] ALL = values();

    private final int code;

    FrameKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isControl() {
        return code >= FIRST_CONTROL;
    }

    /** Returns the kind of an opcode, empty for a reserved one. */
    static Optional<FrameKind> of(int opcode) {
        for (FrameKind kind : ALL) {
            if (kind.code == opcode) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
