package dev.tiercel.server.sql;

import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.watch.Lookout;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends statements whose time is over, or whose thread was interrupted. Thread-safe. */
final class StatementWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);
    private static final long AGAIN_MILLIS = 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Lookout<Watched> lookout = new Lookout<>("sql-watch", Watched::look);

    /** What can be ended. */
    interface Target {
        /** Asks it to end. */
        void cancel() throws SQLException;

        /**
         * Whether it does not notice to be asked before it has begun, so that it is asked again.
         */
        default boolean missesEarlyRequests() {
            return false;
        }

        /** Ends it by force, because it did not end for some time after it was asked to. */
        void abort() throws SQLException;
    }

    private enum State {
        RUNNING,
        CANCELLING,
        CANCELLED,
        ENDED
    }

    /** A target under watch. */
    static final class Watched {
        static final Watched NONE = new Watched(interrupting(Thread.currentThread()), 0);

        private final Target target;
        private final long endNanos;
        private final Thread owner = Thread.currentThread();
        private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private Runnable remove = () -> {};
        // Both only used by the thread that looks.
        private long askedNanos;
        private boolean isAborted;

        private Watched(Target target, long endNanos) {
            this.target = target;
            this.endNanos = endNanos;
        }

        /**
         * Ends the watch; afterwards the target is left alone.
         *
         * @return whether the target was asked to end
         */
        boolean end() {
            remove.run();
            if (state.compareAndSet(State.RUNNING, State.ENDED) || state.get() == State.ENDED) {
                return false;
            }
            ended.countDown();
            boolean isInterrupted = false;
            while (cancelled.getCount() > 0) {
                try {
                    cancelled.await();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            return true;
        }

        private void look(long now) {
            boolean isOver = now - endNanos >= 0 || owner.isInterrupted();
            if (isOver && state.compareAndSet(State.RUNNING, State.CANCELLING)) {
                askedNanos = now;
                // A database is asked over a connection of its own, which may take its time.
                start("sql-cancel", this::cancel);
            } else if (isAsked() && now - askedNanos >= PATIENCE_NANOS && !isAborted) {
                isAborted = true;
                start("sql-abort", this::abort);
            }
        }

        /** SQLite occupies the carriers of virtual threads, so that these might never run. */
        private static void start(String name, Runnable task) {
            Thread.ofPlatform().daemon().name(name).start(task);
        }

        private boolean isAsked() {
            State now = state.get();
            return now == State.CANCELLING || now == State.CANCELLED;
        }

        private void cancel() {
            try {
                do {
                    target.cancel();
                } while (target.missesEarlyRequests()
                        && !ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
            } catch (SQLException e) {
                LOG.debug("A statement could not be cancelled", e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                state.set(State.CANCELLED);
                cancelled.countDown();
            }
        }

        private void abort() {
            try {
                target.abort();
            } catch (SQLException e) {
                LOG.debug("A connection could not be aborted", e);
            }
        }
    }

    /** Begins to look; returns the thread that does. */
    Thread start() {
        return lookout.start();
    }

    /** Watches what the current thread is about to do. */
    Watched watch(Target target, TimeLimit limit) {
        Watched watched = new Watched(target, System.nanoTime() + limit.nanos());
        watched.remove = () -> lookout.remove(watched);
        lookout.add(watched);
        return watched;
    }

    /** Returns a target that is a statement on a connection. */
    static Target statement(SqlDialect dialect, Connection connection, Statement statement) {
        return new Target() {
            @Override
            public void cancel() throws SQLException {
                statement.cancel();
            }

            @Override
            public boolean missesEarlyRequests() {
                return dialect == SqlDialect.SQLITE;
            }

            @Override
            public void abort() throws SQLException {
                connection.unwrap(Connection.class).abort(Runnable::run);
            }
        };
    }

    /** Returns a target that is whatever runs on a connection, which then is of no more use. */
    static Target connection(Connection connection) {
        return new Target() {
            @Override
            public void cancel() throws SQLException {
                connection.unwrap(Connection.class).abort(Runnable::run);
            }

            @Override
            public void abort() {}
        };
    }

    /** Returns a target that is a thread which waits. */
    static Target interrupting(Thread thread) {
        return new Target() {
            @Override
            public void cancel() {
                thread.interrupt();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {
        lookout.close();
    }
}
