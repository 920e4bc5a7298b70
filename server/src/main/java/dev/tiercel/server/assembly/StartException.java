package dev.tiercel.server.assembly;

/** The server cannot start: its address, its lock or its data directory is not to be had. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }

    StartException(String message) {
        super(message);
    }
}
