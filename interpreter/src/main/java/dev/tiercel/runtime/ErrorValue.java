package dev.tiercel.runtime;

import dev.tiercel.ir.SourceLocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as logic sees it: an object with the members of ERR-1 whose text form is its message
 * (ERR-3). Immutable.
 */
public final class ErrorValue extends ObjectValue {
    private static final Shape SHAPE =
            Shape.of("code", "message", "status", "source", "data", "retryable", "cause");
    private static final Shape SOURCE_SHAPE = Shape.of("operation", "document", "pointer", "line");
    private static final int CODE = 0;
    private static final int MESSAGE = 1;
    private static final int STATUS = 2;
    private static final int SOURCE = 3;
    private static final int DATA = 4;
    private static final int RETRYABLE = 5;
    private static final int CAUSE = 6;

    private final @Nullable SourceLocation location;
    private final boolean isThrown;

    private ErrorValue(
            @Nullable Object[] slots, @Nullable SourceLocation location, boolean isThrown) {
        super(SHAPE, slots);
        this.location = location;
        this.isThrown = isThrown;
    }

    /** Returns an error with the status and retryability of its code, without source and cause. */
    public static ErrorValue of(ErrorCode code, String message, @Nullable Object data) {
        return new ErrorValue(
                slots(code.name(), message, code.status(), data, code.isRetryable()), null, false);
    }

    /** Returns an error of operation {@code throw}, without source and cause. */
    static ErrorValue thrown(String code, String message, int status, @Nullable Object data) {
        return new ErrorValue(slots(code, message, status, data, false), null, true);
    }

    private static @Nullable Object[] slots(
            String code, String message, int status, @Nullable Object data, boolean isRetryable) {
        return new @Nullable Object[] {code, message, (long) status, null, data, isRetryable, null};
    }

    public String code() {
        return (String) required(CODE);
    }

    public String message() {
        return (String) required(MESSAGE);
    }

    /** Returns the HTTP status of the answer if nothing catches the error. */
    public int status() {
        return ((Long) required(STATUS)).intValue();
    }

    public @Nullable Object data() {
        return slot(DATA);
    }

    public boolean isRetryable() {
        return (Boolean) required(RETRYABLE);
    }

    /** Returns the error that was being handled when this one was raised. */
    public Optional<ErrorValue> cause() {
        return Optional.ofNullable((ErrorValue) slot(CAUSE));
    }

    /** Returns where the error was raised, with the column that {@code source} does not have. */
    public Optional<SourceLocation> location() {
        return Optional.ofNullable(location);
    }

    /** Whether operation {@code throw} made this error. */
    public boolean isThrown() {
        return isThrown;
    }

    /**
     * Returns this error with a status and a retryability of its own, as {@code PARALLEL_FAILED}
     * has.
     */
    public ErrorValue withStatus(int status, boolean isRetryable) {
        @Nullable Object[] slots = copyOfSlots();
        slots[STATUS] = (long) status;
        slots[RETRYABLE] = isRetryable;
        return new ErrorValue(slots, location, isThrown);
    }

    ErrorValue withLocation(SourceLocation newLocation) {
        @Nullable Object[] slots = copyOfSlots();
        slots[SOURCE] =
                new ObjectValue(
                        SOURCE_SHAPE,
                        new @Nullable Object[] {
                            newLocation.operation(),
                            newLocation.document(),
                            newLocation.pointer(),
                            (long) newLocation.line()
                        });
        return new ErrorValue(slots, newLocation, isThrown);
    }

    ErrorValue withCause(ErrorValue cause) {
        @Nullable Object[] slots = copyOfSlots();
        slots[CAUSE] = cause;
        return new ErrorValue(slots, location, isThrown);
    }

    private Object required(int index) {
        Object member = slot(index);
        if (member == null) {
            throw new IllegalStateException("an error has no " + SHAPE.key(index));
        }
        return member;
    }
}
