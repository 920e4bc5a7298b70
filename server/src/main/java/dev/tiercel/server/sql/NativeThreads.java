package dev.tiercel.server.sql;

import dev.tiercel.runtime.effect.EffectFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads in which statements of SQLite run. In a virtual thread native code would hold the
 * carrier, and a few slow statements all carriers and with them the whole server. There are as many
 * threads as connections, so that who has a connection finds one. Thread-safe.
 */
final class NativeThreads implements AutoCloseable {
    private static final long IDLE_SECONDS_MAX = 60;

    private final ThreadPoolExecutor threads;

    NativeThreads(String database, int count) {
        this.threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        IDLE_SECONDS_MAX,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("sql-" + database + "-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task in one of the threads, while a virtual thread waits for its end. What the task
     * throws is thrown, and an interruption of the current thread is one of the task.
     */
    void run(Runnable task) {
        if (!Thread.currentThread().isVirtual()) {
            task.run();
            return;
        }
        Handover handover = new Handover(task);
        try {
            threads.execute(handover);
        } catch (RejectedExecutionException _) {
            throw new EffectFailure(
                    EffectFailure.Kind.SQL_UNAVAILABLE, "The database is being closed");
        }
        handover.await();
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** A task on its way through another thread. */
    private static final class Handover implements Runnable {
        private final Runnable task;
        private final CountDownLatch ended = new CountDownLatch(1);
        private @Nullable Throwable thrown;
        // Both below guarded by this.
        private @Nullable Thread runner;
        private boolean isInterrupted;

        Handover(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            begin();
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                thrown = e;
            } finally {
                end();
                ended.countDown();
            }
        }

        private synchronized void begin() {
            runner = Thread.currentThread();
            if (isInterrupted) {
                runner.interrupt();
            }
        }

        /** An interruption that the task has not taken notice of is kept for what comes next. */
        private synchronized void end() {
            runner = null;
            isInterrupted = Thread.interrupted();
        }

        private synchronized void interrupt() {
            isInterrupted = true;
            if (runner != null) {
                runner.interrupt();
            }
        }

        private synchronized boolean isInterruptionLeft() {
            return isInterrupted;
        }

        void await() {
            while (ended.getCount() > 0) {
                try {
                    ended.await();
                } catch (InterruptedException _) {
                    interrupt();
                }
            }
            if (isInterruptionLeft()) {
                Thread.currentThread().interrupt();
            }
            switch (thrown) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
        }
    }
}
