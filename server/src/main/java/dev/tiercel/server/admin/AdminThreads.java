package dev.tiercel.server.admin;

import dev.tiercel.server.thread.BackgroundPriority;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the operating system for the work of administrators. A release computes for
 * milliseconds without a pause; on the virtual thread of its connection it would keep one of the
 * few carriers all the while, and requests that wait for that carrier with it; and with the
 * priority of these it would take a processor from them. Thread-safe.
 */
final class AdminThreads {
    /** While so many are busy, work is done on the thread that asks for it. */
    private static final int THREADS_MAX = 8;

    private static final long IDLE_SECONDS_MAX = 30;

    private final ThreadPoolExecutor pool = new Pool();

    /** Its threads compute behind requests; finding out how does not delay the first work. */
    private static final class Pool extends ThreadPoolExecutor {
        Pool() {
            super(
                    0,
                    THREADS_MAX,
                    IDLE_SECONDS_MAX,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("tiercel-admin-", 1).factory(),
                    new CallerRunsPolicy());
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable work) {
            BackgroundPriority.take();
        }

        @Override
        protected void afterExecute(Runnable work, @Nullable Throwable failure) {
            BackgroundPriority.prepare();
        }
    }

    /** Does some work, waits for its end, and throws what it throws. */
    <T> T call(Supplier<T> work) {
        BackgroundPriority.announce();
        try {
            return CompletableFuture.supplyAsync(work, pool).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case RuntimeException failure -> failure;
                case Error failure -> throw failure;
                case null, default -> e;
            };
        }
    }
}
