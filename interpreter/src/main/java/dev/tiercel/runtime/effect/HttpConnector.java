package dev.tiercel.runtime.effect;

/** The client of outgoing HTTP requests. Thread-safe; blocks the calling thread. */
@FunctionalInterface
public interface HttpConnector {
    /**
     * Sends one request, and follows redirects of GET and HEAD (OP-20).
     *
     * @throws EffectFailure of a kind for HTTP, or if the time is over
     */
    HttpReply send(HttpCall call, TimeLimit limit);
}
