package dev.tiercel.runtime;

import dev.tiercel.runtime.effect.EffectFailure;

/**
 * Codes of the errors that logic raises, with the status and the chance of a retry (errors.md,
 * section 2).
 */
public enum ErrorCode {
    UNKNOWN_ERROR(500),
    TYPE_ERROR(500),
    ARITHMETIC(500),
    ARITHMETIC_OVERFLOW(500),
    DIVISION_BY_ZERO(500),
    CONVERSION(500),
    INVALID_ARGUMENT(500),
    INVALID_DATE(500),
    INVALID_REGEX(500),
    JSON_ERROR(500),
    HTTP_ERROR(502),
    HTTP_DENIED(500),
    TIMEOUT(504, true),
    SQL_ERROR(500),
    SQL_CONSTRAINT(409),
    SQL_CONFLICT(503, true),
    SQL_UNAVAILABLE(503, true),
    SQL_TRANSACTION(500),
    REDIS_ERROR(500),
    REDIS_UNAVAILABLE(503, true),
    UNSUPPORTED_COMMAND(500),
    WS_NOT_CONNECTED(500),
    UNKNOWN_TENANT(400),
    RESOURCE_EXHAUSTED(409),
    UNAVAILABLE(503, true),
    PARALLEL_FAILED(500),
    EXTENSION_ERROR(502),
    EXTENSION_INVALID(500),
    RESPONSE_INVALID(500),
    LIMIT_FUEL(500),
    LIMIT_MEMORY(500),
    LIMIT_DEPTH(500),
    LIMIT_ITERATIONS(500),
    LIMIT_ROWS(500),
    LIMIT_DEADLINE(503, true),
    CANCELLED(503, true),
    INTERNAL(500);

    private final int status;
    private final boolean isRetryable;

    ErrorCode(int status) {
        this(status, false);
    }

    ErrorCode(int status, boolean isRetryable) {
        this.status = status;
        this.isRetryable = isRetryable;
    }

    /** Returns the code of what another system did not do. */
    public static ErrorCode of(EffectFailure.Kind kind) {
        return switch (kind) {
            case INVALID_ARGUMENT -> INVALID_ARGUMENT;
            case SQL_ERROR -> SQL_ERROR;
            case SQL_CONSTRAINT -> SQL_CONSTRAINT;
            case SQL_CONFLICT -> SQL_CONFLICT;
            case SQL_UNAVAILABLE -> SQL_UNAVAILABLE;
            case LIMIT_ROWS -> LIMIT_ROWS;
            case LIMIT_MEMORY -> LIMIT_MEMORY;
            case REDIS_ERROR -> REDIS_ERROR;
            case REDIS_UNAVAILABLE -> REDIS_UNAVAILABLE;
            case HTTP_CONNECT, HTTP_TRANSFER -> HTTP_ERROR;
            case HTTP_DENIED -> HTTP_DENIED;
            case NOT_CONNECTED -> WS_NOT_CONNECTED;
            case TIMED_OUT -> TIMEOUT;
            case DEADLINE -> LIMIT_DEADLINE;
            case INTERRUPTED -> CANCELLED;
        };
    }

    /** Returns the HTTP status of an uncaught error with this code. */
    public int status() {
        return status;
    }

    /** Whether the same attempt may succeed later, unless the operation knows better. */
    public boolean isRetryable() {
        return isRetryable;
    }

    /**
     * Whether only a clause that names it catches a code, and {@code throw} may not use it (ERR-4,
     * ERR-14).
     */
    public static boolean isReserved(String code) {
        return code.startsWith("LIMIT_") || code.equals("CANCELLED");
    }
}
