package dev.tiercel.server.http;

/** The address of the server cannot be bound (CFG-12). */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ListenException(String message) {
        super(message, null, false, false);
    }
}
