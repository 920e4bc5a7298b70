package dev.tiercel.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that run side by side, each in a virtual thread. The thread of the request starts them and
 * leaves only when all have ended. Only {@link #cancel} may be called by another thread.
 */
final class ConcurrentTasks {
    private final TaskGroup group;
    private final ExecutionContext context;
    private final TaskResults results;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    // All below under the lock.
    private final Map<ExecutionContext, Thread> running = new LinkedHashMap<>();
    private boolean isStopped;
    private boolean isCancelled;
    private @Nullable LogicError uncatchable;
    private @Nullable Throwable defect;

    ConcurrentTasks(TaskGroup group, ExecutionContext context, TaskResults results) {
        this.group = group;
        this.context = context;
        this.results = results;
    }

    /** Runs all tasks, at most so many at once. */
    void run(int atOnceMax) {
        SharedBudget budget = context.beginTasks(this);
        try {
            int index = 0;
            while (index < group.count() && !isStopped()) {
                awaitFewerThan(atOnceMax);
                start(index++, budget);
            }
        } finally {
            awaitFewerThan(1);
            context.endTasks(budget);
        }
        raiseWhatEndsTheRequest();
    }

    /** Cancels the tasks because the request is cancelled. */
    void cancel() {
        lock.lock();
        try {
            isCancelled = true;
            stop();
        } finally {
            lock.unlock();
        }
    }

    private void start(int index, SharedBudget budget) {
        ExecutionContext own = context.forTask(budget);
        Thread thread =
                Thread.ofVirtual()
                        .name("tiercel-task-" + index)
                        .unstarted(() -> runTask(index, own, budget));
        lock.lock();
        try {
            if (isStopped) {
                return;
            }
            running.put(own, thread);
        } finally {
            lock.unlock();
        }
        thread.start();
    }

    private void runTask(int index, ExecutionContext own, SharedBudget budget) {
        try {
            ArrayValue result = call(index, own);
            end(own, budget, () -> succeed(index, result));
        } catch (LogicError error) {
            LogicError completed = own.complete(error);
            end(own, budget, () -> fail(index, completed));
        } catch (RuntimeException | Error unexpected) {
            end(own, budget, () -> defect = unexpected);
        }
    }

    private ArrayValue call(int index, ExecutionContext own) {
        try {
            return group.call(own, index);
        } finally {
            own.end();
        }
    }

    private void end(ExecutionContext own, SharedBudget budget, Runnable note) {
        own.end();
        own.settle(budget);
        lock.lock();
        try {
            running.remove(own);
            note.run();
            if (defect != null || uncatchable != null) {
                stop();
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void succeed(int index, ArrayValue result) {
        results.succeed(index, result);
        if (group.endsAtSuccess()) {
            stop();
        }
    }

    private void fail(int index, LogicError error) {
        if (!error.isCatchable()) {
            uncatchable = error;
        } else if (!isStopped || !TaskGroup.isCancellation(error)) {
            results.fail(index, error.value());
            if (group.endsAtFailure()) {
                stop();
            }
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return isStopped;
        } finally {
            lock.unlock();
        }
    }

    /** Cancels all tasks that still run; no further one starts. */
    private void stop() {
        isStopped = true;
        running.forEach(ExecutionContext::cancel);
    }

    /**
     * Waits until fewer than so many tasks run. An interruption cancels all, and becomes CANCELLED.
     */
    private void awaitFewerThan(int count) {
        lock.lock();
        try {
            while (running.size() >= count) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    isCancelled = true;
                    stop();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Raises what no task may keep for itself; not under the lock, which cancelling takes last. */
    private void raiseWhatEndsTheRequest() {
        boolean wasCancelled;
        lock.lock();
        try {
            if (defect instanceof OutOfMemoryError exhausted) {
                throw exhausted;
            }
            if (defect != null) {
                throw new IllegalStateException("a task failed unexpectedly", defect);
            }
            if (uncatchable != null) {
                throw uncatchable;
            }
            wasCancelled = isCancelled;
        } finally {
            lock.unlock();
        }
        if (wasCancelled) {
            throw context.cancelled();
        }
    }
}
