package dev.tiercel.server.watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits of virtual threads for what event loops bring, for some time at most. A virtual thread that
 * parks with a time wakes the thread of its scheduler's timers, which costs as much as the reply
 * itself. Thread-safe.
 */
public final class ReplyWait implements AutoCloseable {
    private final Lookout<Waiting> lookout;

    /** That the time was over, in distinction from time-outs of those who reply. */
    private static final class OverException extends TimeoutException {
        private static final long serialVersionUID = 1;
    }

    /** One wait. */
    private static final class Waiting {
        private final CompletableFuture<?> reply;
        private final long endNanos;

        Waiting(CompletableFuture<?> reply, long endNanos) {
            this.reply = reply;
            this.endNanos = endNanos;
        }

        void look(long now) {
            if (now - endNanos >= 0) {
                reply.completeExceptionally(new OverException());
            }
        }
    }

    private ReplyWait(Lookout<Waiting> lookout) {
        this.lookout = lookout;
    }

    /**
     * Returns a wait that looks after its replies.
     *
     * @param name of the thread that does
     */
    public static ReplyWait start(String name) {
        ReplyWait wait = new ReplyWait(new Lookout<>(name, Waiting::look));
        wait.lookout.start();
        return wait;
    }

    /**
     * Waits for a reply.
     *
     * @param reply fails when the time is over
     * @param nanos at most; a few milliseconds more may pass
     */
    public <T extends @Nullable Object> T await(CompletableFuture<T> reply, long nanos)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (reply.isDone()) {
            return reply.get();
        }
        Waiting waiting = new Waiting(reply, System.nanoTime() + nanos);
        lookout.add(waiting);
        try {
            return reply.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OverException over) {
                throw over;
            }
            throw e;
        } finally {
            lookout.remove(waiting);
        }
    }

    @Override
    public void close() {
        lookout.close();
    }
}
