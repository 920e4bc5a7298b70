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
            case LIMIT_MEMORY -> context.memoryExhausted();
            case DEADLINE -> context.deadlineExceeded();
            case INTERRUPTED -> context.cancelled();
            case HTTP_CONNECT -> retryable(error(failure));
            case INVALID_ARGUMENT,
                    SQL_ERROR,
                    SQL_CONSTRAINT,
                    SQL_CONFLICT,
                    SQL_UNAVAILABLE,
                    LIMIT_ROWS,
                    REDIS_ERROR,
                    REDIS_UNAVAILABLE,
                    HTTP_TRANSFER,
                    HTTP_DENIED,
                    NOT_CONNECTED,
                    TIMED_OUT ->
                    error(failure);
        };
    }

    /** Returns the same error as one that may succeed later. */
    static LogicError retryable(LogicError error) {
        ErrorValue value = error.value();
        return LogicError.of(value.withStatus(value.status(), true));
    }

    private static LogicError error(EffectFailure failure) {
        return LogicError.of(ErrorCode.of(failure.kind()), failure.reason(), data(failure));
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
