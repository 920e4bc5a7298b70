package dev.tiercel.server.route;

/** The path of a request is no path, or has an escape that is invalid or not UTF-8 (HTTP-3). */
public final class MalformedPathException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedPathException(String message) {
        super(message, null, false, false);
    }
}
