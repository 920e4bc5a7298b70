package dev.tiercel.server.websocket;

/** What a hook is run for. */
sealed interface HookEvent {
    /** The connection has been made. */
    record Connected() implements HookEvent {}

    /** A message has arrived. */
    record Message(Received received) implements HookEvent {}

    /** The connection has ended. */
    record Disconnected(Session.Closed closed) implements HookEvent {}

    /** Returns the name of the hook. */
    default String hook() {
        return switch (this) {
            case Connected() -> "on_connect";
            case Message _ -> "on_message";
            case Disconnected _ -> "on_disconnect";
        };
    }
}
