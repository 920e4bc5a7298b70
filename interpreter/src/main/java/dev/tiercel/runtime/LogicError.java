package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/**
 * An error raised by logic, on its way to a handler or out of the logic.
 *
 * <p>Has no stack trace: its position is the {@code source} of the error value, which the tier
 * fills in by {@link ExecutionContext#complete} before the value becomes visible. Belongs to one
 * thread.
 */
public final class LogicError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient ErrorValue value;
    private final boolean isCatchable;

    private LogicError(ErrorValue value, boolean isCatchable) {
        super(null, null, false, false);
        this.value = value;
        this.isCatchable = isCatchable;
    }

    /** Returns an error with the status and retryability of its code, to be thrown. */
    public static LogicError of(ErrorCode code, String message) {
        return of(code, message, null);
    }

    /** Returns an error with details, to be thrown. */
    public static LogicError of(ErrorCode code, String message, @Nullable Object data) {
        return new LogicError(ErrorValue.of(code, message, data), true);
    }

    /** Returns what raises an error value, to be thrown. */
    public static LogicError of(ErrorValue value) {
        return new LogicError(value, true);
    }

    /** Returns an error that no error edge catches: the second exhaustion of a budget (OP-41). */
    static LogicError uncatchable(ErrorCode code, String message) {
        return new LogicError(ErrorValue.of(code, message, null), false);
    }

    public ErrorValue value() {
        return value;
    }

    /** Whether an error edge may take this error; otherwise it leaves the logic at once. */
    public boolean isCatchable() {
        return isCatchable;
    }

    /** Returns the code of the error value. */
    public String code() {
        return value.code();
    }

    @Override
    public String getMessage() {
        return value.code() + ": " + value.message();
    }

    void complete(ErrorValue completed) {
        value = completed;
    }
}
