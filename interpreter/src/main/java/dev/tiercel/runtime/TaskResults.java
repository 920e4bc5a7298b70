package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Opcode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a group came to. The threads of tasks write it under the lock of their group,
 * the thread of the request reads it afterwards.
 */
final class TaskResults {
    private static final Shape FAILURE = Shape.of("index", "name", "error");
    private static final Shape FAILED = Shape.of("errors");
    private static final int NONE = -1;
    private static final int FIRST_VARIABLE = 1;

    private final TaskGroup group;
    private final @Nullable ArrayValue[] successes;
    private final @Nullable ErrorValue[] failures;
    private int winner = NONE;
    private int failureCount;

    TaskResults(TaskGroup group) {
        this.group = group;
        this.successes = new @Nullable ArrayValue[group.count()];
        this.failures = new @Nullable ErrorValue[group.count()];
    }

    /** Notes what a task hands back; the first one wins a race. */
    void succeed(int index, ArrayValue result) {
        successes[index] = result;
        if (winner == NONE) {
            winner = index;
        }
    }

    void fail(int index, ErrorValue error) {
        failures[index] = error;
        failureCount++;
    }

    /** Returns the outcome of the operation, or raises PARALLEL_FAILED. */
    ArrayValue outcome(ExecutionContext context, int mergedCount) {
        boolean hasFailed =
                switch (group.onError()) {
                    case THROW -> group.isRace() ? winner == NONE : true;
                    case FAIL_FAST -> true;
                    case COLLECT -> false;
                };
        if (hasFailed && failureCount > 0) {
            throw LogicError.of(failure());
        }
        @Nullable Object[] parts =
                new @Nullable Object[Opcode.TaskOutcome.FIRST_MERGED + mergedCount];
        parts[Opcode.TaskOutcome.VALUE] = group.isRace() ? winnerValue() : values(context);
        parts[Opcode.TaskOutcome.ERRORS] = chargedErrors(context);
        Arrays.fill(parts, Opcode.TaskOutcome.FIRST_MERGED, parts.length, Absent.ABSENT);
        for (int i = 0; i < successes.length; i++) {
            if (!group.isRace() || i == winner) {
                merge(successes[i], parts);
            }
        }
        return ArrayValue.wrap(parts);
    }

    private @Nullable Object winnerValue() {
        ArrayValue result = winner == NONE ? null : successes[winner];
        return result == null ? null : result.get(0);
    }

    private ArrayValue values(ExecutionContext context) {
        @Nullable Object[] values = new @Nullable Object[successes.length];
        for (int i = 0; i < values.length; i++) {
            ArrayValue result = successes[i];
            values[i] = result == null ? null : result.get(0);
        }
        return Building.array(context, values);
    }

    /** Takes over what a task assigned; of several tasks the last one counts. */
    private static void merge(@Nullable ArrayValue result, @Nullable Object[] parts) {
        if (result == null) {
            return;
        }
        for (int i = FIRST_VARIABLE; i < result.size(); i += 2) {
            Object value = result.get(i + 1);
            if (value != Absent.ABSENT && result.get(i) instanceof Long number) {
                parts[Opcode.TaskOutcome.FIRST_MERGED + number.intValue()] = value;
            }
        }
    }

    private ArrayValue chargedErrors(ExecutionContext context) {
        context.chargeMemory(
                MemoryCost.array(failureCount) + failureCount * MemoryCost.object(FAILURE.size()));
        return errors();
    }

    private ArrayValue errors() {
        @Nullable Object[] errors = new @Nullable Object[failureCount];
        int next = 0;
        for (int i = 0; i < failures.length; i++) {
            ErrorValue error = failures[i];
            if (error != null) {
                errors[next++] =
                        ObjectValue.wrap(
                                FAILURE, new @Nullable Object[] {(long) i, group.name(i), error});
            }
        }
        return ArrayValue.wrap(errors);
    }

    private ErrorValue failure() {
        ErrorValue first = firstFailure();
        String message =
                "%d of %d tasks failed; the first: %s"
                        .formatted(failureCount, failures.length, first.message());
        Object data = ObjectValue.wrap(FAILED, new @Nullable Object[] {errors()});
        return Errors.withCause(
                ErrorValue.of(ErrorCode.PARALLEL_FAILED, message, data)
                        .withStatus(first.status(), first.isRetryable()),
                first);
    }

    private ErrorValue firstFailure() {
        for (ErrorValue error : failures) {
            if (error != null) {
                return error;
            }
        }
        throw new IllegalStateException("no task failed");
    }
}
