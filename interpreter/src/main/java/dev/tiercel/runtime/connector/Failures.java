package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.effect.EffectFailure;
import org.jspecify.annotations.Nullable;

/** What failures of other systems are for logic (errors.md, section 2). */
final class Failures {
    private Failures() {}

    static LogicError toError(ExecutionContext context, EffectFailure failure) {
        return switch (failure.kind()) {
            case INVALID_ARGUMENT -> error(ErrorCode.INVALID_ARGUMENT, failure);
            case SQL_ERROR -> error(ErrorCode.SQL_ERROR, failure);
            case SQL_CONSTRAINT -> error(ErrorCode.SQL_CONSTRAINT, failure);
            case SQL_CONFLICT -> error(ErrorCode.SQL_CONFLICT, failure);
            case SQL_UNAVAILABLE -> error(ErrorCode.SQL_UNAVAILABLE, failure);
            case LIMIT_ROWS -> error(ErrorCode.LIMIT_ROWS, failure);
            case REDIS_ERROR -> error(ErrorCode.REDIS_ERROR, failure);
            case REDIS_UNAVAILABLE -> error(ErrorCode.REDIS_UNAVAILABLE, failure);
            case HTTP_CONNECT -> retryable(error(ErrorCode.HTTP_ERROR, failure));
            case HTTP_TRANSFER -> error(ErrorCode.HTTP_ERROR, failure);
            case HTTP_DENIED -> error(ErrorCode.HTTP_DENIED, failure);
            case NOT_CONNECTED -> error(ErrorCode.WS_NOT_CONNECTED, failure);
            case TIMED_OUT -> error(ErrorCode.TIMEOUT, failure);
            case DEADLINE -> context.deadlineExceeded();
            case INTERRUPTED -> context.cancelled();
        };
    }

    /** Returns the same error as one that may succeed later. */
    static LogicError retryable(LogicError error) {
        ErrorValue value = error.value();
        return LogicError.of(value.withStatus(value.status(), true));
    }

    private static LogicError error(ErrorCode code, EffectFailure failure) {
        return LogicError.of(code, failure.reason(), data(failure));
    }

    private static @Nullable Object data(EffectFailure failure) {
        if (failure.details().isEmpty()) {
            return null;
        }
        ObjectBuilder builder = new ObjectBuilder();
        failure.details().forEach(builder::put);
        return builder.build();
    }
}
