package dev.tiercel.server.websocket;

/** What a peer sent: whole messages and control frames. */
sealed interface Received {
    /** A text message. */
    record Text(String text) implements Received {}

    /** A binary message. */
    record Binary(byte[] bytes) implements Received {}

    /** A ping, which wants a pong with the same content. */
    record Ping(byte[] content) implements Received {}

    /** A pong. */
    record Pong() implements Received {}

    /**
     * The peer closes.
     *
     * @param code {@link CloseCode#ABSENT} if it gave none
     */
    record Close(int code, String reason) implements Received {}
}
