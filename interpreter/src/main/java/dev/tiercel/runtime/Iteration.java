package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import org.jspecify.annotations.Nullable;

/** What loops iterate over. */
public final class Iteration {
    private static final Shape ENTRY = Shape.of("key", "value");

    private Iteration() {}

    /**
     * Returns the array to iterate over: an array itself, of an object its {key, value} entries,
     * none of null.
     */
    public static ArrayValue array(ExecutionContext context, @Nullable Object value) {
        return switch (value) {
            case null -> ArrayValue.EMPTY;
            case ArrayValue array -> array;
            case ObjectValue object -> entries(context, object);
            default ->
                    throw LogicError.of(
                            ErrorCode.TYPE_ERROR,
                            "A loop needs an array, an object or null, not "
                                    + Values.typeName(value));
        };
    }

    /** Returns the members of an object as {key, value} objects. */
    public static ArrayValue entries(ExecutionContext context, ObjectValue object) {
        int size = object.size();
        context.chargeMemory(MemoryCost.array(size));
        @Nullable Object[] entries = new @Nullable Object[size];
        int next = 0;
        for (int i = 0; i < object.slotCount(); i++) {
            Object member = object.slot(i);
            if (member != Absent.ABSENT) {
                entries[next++] =
                        Building.object(
                                context, ENTRY, new @Nullable Object[] {object.key(i), member});
            }
        }
        return ArrayValue.wrap(entries);
    }

    /** Returns the step of a range that has none. */
    public static long defaultStep(long start, long end) {
        return start <= end ? 1 : -1;
    }

    /** Returns how many values a range has before its end; at most {@link Long#MAX_VALUE}. */
    public static long rangeLength(long start, long end, long step) {
        if (step == 0) {
            throw LogicError.of(ErrorCode.INVALID_ARGUMENT, "`step` must not be 0");
        }
        if (step > 0 ? start >= end : start <= end) {
            return 0;
        }
        // Both are below 2^64, so as unsigned numbers they are exact, also for a step of -2^63.
        long distance = step > 0 ? end - start : start - end;
        long length = Long.divideUnsigned(distance - 1, step > 0 ? step : -step) + 1;
        return length > 0 ? length : Long.MAX_VALUE;
    }

    /** Raises LIMIT_ITERATIONS unless another iteration may begin. */
    public static void check(boolean isWhile, long iteration, long max) {
        if (iteration >= max) {
            throw LogicError.of(
                    ErrorCode.LIMIT_ITERATIONS,
                    (isWhile ? "While" : "Until") + " loop exceeded maximum iterations: " + max);
        }
    }
}
