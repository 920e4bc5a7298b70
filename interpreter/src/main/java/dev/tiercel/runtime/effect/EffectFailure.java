package dev.tiercel.runtime.effect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another system did not do what was asked of it. Becomes an error of the logic; has no stack
 * trace, because its place is in the document.
 */
public final class EffectFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong; most have the error code of the same name. */
    public enum Kind {
        INVALID_ARGUMENT,
        SQL_ERROR,
        SQL_CONSTRAINT,
        SQL_CONFLICT,
        SQL_UNAVAILABLE,
        LIMIT_ROWS,
        /** What was asked for is larger than the memory that is left. */
        LIMIT_MEMORY,
        REDIS_ERROR,
        REDIS_UNAVAILABLE,
        /** No connection: nothing was sent. */
        HTTP_CONNECT,
        /** The connection broke, or the response was not acceptable. */
        HTTP_TRANSFER,
        HTTP_DENIED,
        /** The WebSocket connection is not open. */
        NOT_CONNECTED,
        /** The time limit of the operation itself has passed. */
        TIMED_OUT,
        /** The deadline of the request has passed. */
        DEADLINE,
        /** The thread was interrupted, because the server stops or the task was cancelled. */
        INTERRUPTED
    }

    private final Kind kind;
    private final String reason;
    private final transient Map<String, @Nullable Object> details;

    public EffectFailure(Kind kind, String reason) {
        this(kind, reason, Map.of());
    }

    /**
     * @param reason one sentence
     * @param details members of {@code data} in order: null, Boolean, Long, Double or String
     */
    public EffectFailure(Kind kind, String reason, Map<String, @Nullable Object> details) {
        super(reason, null, false, false);
        this.kind = kind;
        this.reason = reason;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return reason;
    }

    public Map<String, @Nullable Object> details() {
        return details;
    }
}
