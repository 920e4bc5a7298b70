package dev.tiercel.server.engine;

import dev.tiercel.runtime.ExecutionContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The logic that runs for the requests or hooks of one connection, so that a stopping server can
 * cancel it (CFG-13). Thread-safe.
 */
public final class RunningLogic {
    /** Of connections that carry several requests at a time; null for others. */
    private final @Nullable Set<Run> several;

    private volatile @Nullable Run only;
    private volatile boolean isCancelled;

    /** Logic and the thread that runs it. */
    public static final class Run {
        private final ExecutionContext context;
        private final Thread thread = Thread.currentThread();
        private boolean isOver;

        private Run(ExecutionContext context) {
            this.context = context;
        }

        /** Ends the wait that is under way as well, but none of what the thread does later. */
        private synchronized void cancel() {
            if (!isOver) {
                context.cancel(thread);
            }
        }

        private synchronized void end() {
            isOver = true;
            Thread.interrupted();
        }
    }

    /**
     * @param isShared whether requests run at the same time
     */
    public RunningLogic(boolean isShared) {
        this.several = isShared ? ConcurrentHashMap.newKeySet() : null;
    }

    /** Notes that the current thread runs logic; to be ended. */
    public Run begin(ExecutionContext context) {
        Run run = new Run(context);
        if (several == null) {
            only = run;
        } else {
            several.add(run);
        }
        if (isCancelled) {
            context.cancel();
        }
        return run;
    }

    /** Notes that logic has ended. */
    public void end(Run run) {
        if (several == null) {
            only = null;
        } else {
            several.remove(run);
        }
        // Whoever cancels says so before looking for what runs, so that one of both sees the other.
        if (isCancelled) {
            run.end();
        }
    }

    /** Whether waiting makes no sense any more. */
    public boolean isCancelled() {
        return isCancelled;
    }

    /** Cancels what runs, and what begins later. */
    public void cancel() {
        isCancelled = true;
        Run run = only;
        if (run != null) {
            run.cancel();
        }
        if (several != null) {
            several.forEach(Run::cancel);
        }
    }
}
