package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;

/** Rate limit of a route (DOC-33, DOC-34). */
public sealed interface RateLimit {
    /** A token bucket per key; {@code periodSeconds} is 1, 60 or 3600. */
    record Requests(long requests, int periodSeconds, long burst, Key key) implements RateLimit {}

    /** Messages per minute and connection. */
    record Messages(long messagesPerMinute, long burst, boolean closeOnExceed)
            implements RateLimit {}

    /** What a bucket belongs to. */
    sealed interface Key {
        record Address() implements Key {}

        record ApiKey() implements Key {}

        record Header(String name) implements Key {}

        record Computed(Expression expression) implements Key {}
    }
}
