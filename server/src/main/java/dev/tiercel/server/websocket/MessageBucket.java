package dev.tiercel.server.websocket;

/** A token bucket for the messages of one connection (WS-32). Used by one thread. */
final class MessageBucket {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final double tokensPerNano;
    private final double burst;
    private double tokens;
    private long filledNanos;

    MessageBucket(long perMinute, long burst, long now) {
        this.tokensPerNano = perMinute / NANOS_PER_MINUTE;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = now;
    }

    /** Takes a token, if there is one. */
    boolean take(long now) {
        tokens = Math.min(burst, tokens + (now - filledNanos) * tokensPerNano);
        filledNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
