package dev.tiercel.server.http;

import io.helidon.webserver.CloseConnectionException;

/**
 * Makes Helidon close a connection whose last answer has been sent: it leaves that to the client.
 */
final class ConnectionEnd extends CloseConnectionException {
    private static final long serialVersionUID = 1;

    ConnectionEnd() {
        super("The answer was the last of its connection");
    }

    /** Costs nothing: this is no failure. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
