package dev.tiercel.runtime;

import dev.tiercel.ir.TaskErrors;
import org.jspecify.annotations.Nullable;

/** The tasks of one execution of {@code parallel}, and when the first end is the end of all. */
abstract class TaskGroup {
    private final int count;
    private final TaskErrors onError;
    private final boolean isRace;

    TaskGroup(int count, TaskErrors onError, boolean isRace) {
        this.count = count;
        this.onError = onError;
        this.isRace = isRace;
    }

    /** Runs a task in a context and returns what it hands back. */
    abstract ArrayValue call(ExecutionContext context, int index);

    /** Returns the name of a task, null if it has none. */
    abstract @Nullable String name(int index);

    int count() {
        return count;
    }

    TaskErrors onError() {
        return onError;
    }

    boolean isRace() {
        return isRace;
    }

    /** Whether the success of one task makes the others needless. */
    boolean endsAtSuccess() {
        return isRace;
    }

    /** Whether the failure of one task makes the others needless. */
    boolean endsAtFailure() {
        return onError == TaskErrors.FAIL_FAST;
    }

    /** Runs the tasks, at most so many at once, until all have ended or been cancelled. */
    TaskResults run(ExecutionContext context, int atOnceMax) {
        if (context.hasOpenTransaction()) {
            throw LogicError.of(
                    ErrorCode.SQL_TRANSACTION, "Tasks cannot run while a transaction is open");
        }
        if (context.hasOpenTransaction()) {
            throw LogicError.of(
                    ErrorCode.SQL_TRANSACTION,
                    "`parallel` cannot share the connection of an open transaction");
        }
        TaskResults results = new TaskResults(this);
        int location = context.location;
        if (atOnceMax == 1 || count <= 1) {
            runInOrder(context, results, location);
        } else {
            new ConcurrentTasks(this, context, results).run(atOnceMax);
        }
        context.location = location;
        return results;
    }

    private void runInOrder(ExecutionContext context, TaskResults results, int location) {
        int depth = context.depth;
        for (int i = 0; i < count; i++) {
            context.location = location;
            try {
                results.succeed(i, call(context, i));
                if (endsAtSuccess()) {
                    return;
                }
            } catch (LogicError error) {
                LogicError completed = context.complete(error);
                // A task that is alone can only have been cancelled together with the request.
                if (!completed.isCatchable() || isCancellation(completed)) {
                    throw completed;
                }
                context.depth = depth;
                results.fail(i, completed.value());
                if (endsAtFailure()) {
                    return;
                }
            }
        }
    }

    static boolean isCancellation(LogicError error) {
        return error.code().equals(ErrorCode.CANCELLED.name());
    }
}
