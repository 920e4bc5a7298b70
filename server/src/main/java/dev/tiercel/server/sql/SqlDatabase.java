package dev.tiercel.server.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured database: its pool, made at the first use. Thread-safe. */
final class SqlDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDatabase.class);

    private final String name;
    private final ServerConfig.Database config;
    private final SqlDialect dialect;
    private final StatementWatch watch;
    private final SqlMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final BusyWait busyWait = new BusyWait();
    private final PoolPlaces places;
    private final @Nullable NativeThreads nativeThreads;
    private final StatementInspection inspection = new StatementInspection(this);
    private volatile @Nullable HikariDataSource source;
    private boolean isClosed;

    SqlDatabase(
            String name, ServerConfig.Database config, StatementWatch watch, SqlMetrics metrics) {
        this.name = name;
        this.config = config;
        this.watch = watch;
        this.metrics = metrics;
        this.places = new PoolPlaces(name, config.poolSize(), watch);
        this.dialect =
                SqlDialect.of(config.url())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "databases."
                                                + name
                                                + ".url must begin with jdbc:sqlite:,"
                                                + " jdbc:postgresql: or jdbc:mariadb:"));
        PoolSettings.check(name, config.url(), dialect);
        this.nativeThreads =
                dialect == SqlDialect.SQLITE ? new NativeThreads(name, config.poolSize()) : null;
    }

    String name() {
        return name;
    }

    SqlDialect dialect() {
        return dialect;
    }

    int rowsMax() {
        return config.rowsMax();
    }

    StatementWatch watch() {
        return watch;
    }

    BusyWait busyWait() {
        return busyWait;
    }

    StatementInspection inspection() {
        return inspection;
    }

    SqlMetrics metrics() {
        return metrics;
    }

    /** Returns a limit with the statement timeout of this database. */
    TimeLimit limit(TimeLimit given) {
        return given.orElse(config.statementTimeout());
    }

    void run(SqlStatement statement, TimeLimit given, SqlResult result) {
        long begin = System.nanoTime();
        try (Lease lease = lease(given)) {
            StatementRun run = new StatementRun(this, lease, statement);
            call(() -> run.run(limit(given.after(System.nanoTime() - begin)), result));
        } catch (EffectFailure failure) {
            count(failure);
            throw failure;
        }
    }

    SqlTransaction begin(Isolation isolation, TimeLimit given) {
        try {
            Lease lease = lease(given);
            try {
                return OpenTransaction.begin(this, lease, isolation, limit(given));
            } catch (EffectFailure failure) {
                lease.discard();
                lease.close();
                throw failure;
            }
        } catch (EffectFailure failure) {
            count(failure);
            throw failure;
        }
    }

    /** Counts what logic gets as an error. */
    void count(EffectFailure failure) {
        metrics.error(name, ErrorCode.of(failure.kind()).name());
    }

    /** Calls the driver where that holds nothing but the current thread. */
    void call(Runnable calls) {
        NativeThreads threads = nativeThreads;
        if (threads == null) {
            calls.run();
        } else {
            threads.run(calls);
        }
    }

    /** Takes a connection; the time for that is the connect timeout, or less before a deadline. */
    Lease lease(TimeLimit limit) {
        TimeLimit whole = new TimeLimit(config.connectTimeout().toNanos(), limit.leftNanos());
        long begin = System.nanoTime();
        boolean isFirst = places.enter(whole);
        boolean isTaken = false;
        try {
            TimeLimit rest = isFirst ? whole : whole.after(System.nanoTime() - begin);
            Lease lease = connection(rest, isFirst && limit.leftNanos() >= whole.ownNanos());
            isTaken = true;
            return lease;
        } finally {
            if (!isTaken) {
                places.leave();
            }
        }
    }

    /**
     * @param isPatient whether the pool's own limit is the right one
     */
    private Lease connection(TimeLimit limit, boolean isPatient) {
        HikariDataSource pool = pool();
        StatementWatch.Watched waiting =
                isPatient
                        ? StatementWatch.Watched.NONE
                        : watch.watch(StatementWatch.interrupting(Thread.currentThread()), limit);
        try {
            Connection connection = pool.getConnection();
            if (waiting.end()) {
                boolean _ = Thread.interrupted();
            }
            return new Lease(pool, connection, dialect, places::leave);
        } catch (SQLException e) {
            if (waiting.end()) {
                boolean _ = Thread.interrupted();
                throw places.tooLate(limit);
            }
            if (Thread.interrupted()) {
                throw new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted");
            }
            throw SqlFailures.noConnection(name, e);
        }
    }

    /**
     * Ends what a connection runs on the server, over another connection. The interruption of a
     * virtual thread closes its socket; the server sees that when the statement has ended, and
     * keeps its locks until then.
     */
    void terminate(Lease lost) {
        if (dialect != SqlDialect.SQLITE) {
            Thread.ofVirtual().name("sql-terminate").start(() -> terminate(lost.serverNumber()));
        }
    }

    private void terminate(long number) {
        String command =
                dialect == SqlDialect.POSTGRESQL
                        ? "SELECT pg_terminate_backend(" + number + ")"
                        : "KILL " + number;
        try (Lease own = lease(new TimeLimit(0, Long.MAX_VALUE));
                Statement statement = own.connection().createStatement()) {
            statement.execute(command);
        } catch (SQLException | EffectFailure e) {
            LOG.debug("A connection to `{}` could not be ended on the server", name, e);
        }
    }

    private HikariDataSource pool() {
        HikariDataSource known = source;
        return known != null ? known : makePool();
    }

    private HikariDataSource makePool() {
        lock.lock();
        try {
            HikariDataSource known = source;
            if (known != null) {
                return known;
            }
            if (isClosed) {
                throw new EffectFailure(
                        EffectFailure.Kind.SQL_UNAVAILABLE, "Database `" + name + "` is closed");
            }
            HikariConfig settings = PoolSettings.of(name, config, dialect);
            HikariDataSource made = new HikariDataSource(settings);
            source = made;
            metrics.pool(name, state -> count(made.getHikariPoolMXBean(), state));
            return made;
        } finally {
            lock.unlock();
        }
    }

    private int count(HikariPoolMXBean pool, SqlMetrics.ConnectionState state) {
        return switch (state) {
            case ACTIVE -> pool.getActiveConnections();
            case IDLE -> pool.getIdleConnections();
            case PENDING -> places.waiting() + pool.getThreadsAwaitingConnection();
        };
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            HikariDataSource pool = source;
            if (pool != null) {
                pool.close();
            }
            if (nativeThreads != null) {
                nativeThreads.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
