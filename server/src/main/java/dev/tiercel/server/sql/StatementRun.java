package dev.tiercel.server.sql;

import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a statement on a connection. */
final class StatementRun {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.sql");
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Rows of MariaDB that are read at once; all of them would be otherwise. */
    private static final int FETCHED_ROWS = 10;

    private final SqlDatabase database;
    private final Lease lease;
    private final SqlStatement statement;

    StatementRun(SqlDatabase database, Lease lease, SqlStatement statement) {
        this.database = database;
        this.lease = lease;
        this.statement = statement;
    }

    /**
     * @param limit with a limit of its own
     */
    void run(TimeLimit limit, SqlResult result) {
        long begin = System.nanoTime();
        try {
            database.busyWait().run(limit, rest -> runOnce(rest, result));
        } catch (EffectFailure failure) {
            if (failure.kind() == EffectFailure.Kind.SQL_UNAVAILABLE) {
                lease.discard();
            }
            throw failure;
        } finally {
            long nanos = System.nanoTime() - begin;
            database.metrics().statement(database.name(), nanos);
            if (nanos >= SLOW_NANOS) {
                LOG.warn(
                        "Slow statement: {} ms on {}: {}",
                        nanos / 1_000_000,
                        database.name(),
                        statement.text());
            }
        }
    }

    private void runOnce(TimeLimit limit, SqlResult result) throws SQLException {
        Connection connection = lease.connection();
        lease.limitAnswers(database.dialect(), limit);
        try (PreparedStatement prepared = prepare(connection)) {
            limitRows(prepared);
            Parameters.bind(prepared, statement.parameters());
            ReceivedBytes received = ReceivedBytes.within(result.memoryLeft());
            StatementWatch.Watched watched =
                    database.watch()
                            .watch(
                                    StatementWatch.statement(
                                            database.dialect(), connection, prepared),
                                    limit);
            boolean wasCancelled = false;
            try {
                execute(prepared, received, result);
            } catch (SQLException e) {
                wasCancelled = watched.end();
                boolean isInterrupted = Thread.currentThread().isInterrupted();
                if (isInterrupted) {
                    lease.discard();
                    database.terminate(lease);
                }
                if (wasCancelled || isInterrupted) {
                    throw interrupted(limit);
                }
                if (received.isExceeded()) {
                    lease.discard();
                    throw tooLarge();
                }
                if (mayOweMore()) {
                    lease.discard();
                }
                throw e;
            } finally {
                // The database may still receive the request to cancel, and end what comes next.
                if (wasCancelled || watched.end()) {
                    lease.discard();
                }
            }
        }
    }

    private void limitRows(PreparedStatement prepared) throws SQLException {
        if (database.dialect() == SqlDialect.MARIADB) {
            // With a limit the driver would read the rows beyond it, to forget them.
            prepared.setFetchSize(FETCHED_ROWS);
        } else {
            prepared.setMaxRows(
                    database.rowsMax() == Integer.MAX_VALUE ? 0 : database.rowsMax() + 1);
        }
    }

    private static EffectFailure tooLarge() {
        return new EffectFailure(
                EffectFailure.Kind.LIMIT_MEMORY, "The result is larger than the memory left");
    }

    /** The driver of MariaDB would take what the server still sends for the next answer. */
    private boolean mayOweMore() {
        return database.dialect() == SqlDialect.MARIADB
                && StatementKind.of(statement.text()) == StatementKind.PROCEDURE;
    }

    private static EffectFailure interrupted(TimeLimit limit) {
        return Thread.interrupted()
                ? new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted")
                : limit.exceeded("The statement");
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        return database.dialect() == SqlDialect.MARIADB
                ? connection.prepareStatement(statement.text(), Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(statement.text());
    }

    private void execute(PreparedStatement prepared, ReceivedBytes received, SqlResult result)
            throws SQLException {
        StatementKind kind = StatementKind.of(statement.text());
        if (marksInserts(kind)) {
            InsertMark.set(lease.connection());
        }
        boolean hasRows = received.during(prepared::execute);
        if (hasRows) {
            try (ResultSet rows = prepared.getResultSet()) {
                readOrLeave(rows, result);
            }
            return;
        }
        long affected = affected(prepared, kind);
        result.updated(affected, affected > 0 ? insertId(prepared, kind) : null);
    }

    private boolean marksInserts(StatementKind kind) {
        return database.dialect() == SqlDialect.SQLITE && kind == StatementKind.INSERT;
    }

    /** SQLite counts the rows of the last statement that changed any. */
    private long affected(PreparedStatement prepared, StatementKind kind) throws SQLException {
        boolean isCounted =
                database.dialect() != SqlDialect.SQLITE
                        || kind == StatementKind.INSERT
                        || kind == StatementKind.CHANGE;
        return isCounted ? Math.max(0, prepared.getLargeUpdateCount()) : 0;
    }

    /** The driver of MariaDB reads all rows that are left before it closes a result. */
    private void readOrLeave(ResultSet rows, SqlResult result) throws SQLException {
        try {
            read(rows, result);
        } catch (EffectFailure | LogicError e) {
            if (database.dialect() == SqlDialect.MARIADB) {
                lease.discard();
                lease.connection().unwrap(Connection.class).abort(Runnable::run);
            }
            throw e;
        }
    }

    private void read(ResultSet rows, SqlResult result) throws SQLException {
        RowReader reader = RowReader.of(rows.getMetaData(), database.dialect());
        result.columns(reader.labels());
        int count = 0;
        while (rows.next()) {
            if (++count > database.rowsMax()) {
                throw new EffectFailure(
                        EffectFailure.Kind.LIMIT_ROWS,
                        "The statement gives more than " + database.rowsMax() + " rows");
            }
            result.row(reader.read(rows));
        }
    }

    private @Nullable Long insertId(PreparedStatement prepared, StatementKind kind)
            throws SQLException {
        return switch (database.dialect()) {
            case POSTGRESQL -> null;
            case MARIADB -> {
                try (ResultSet keys = prepared.getGeneratedKeys()) {
                    yield keys.next() ? (Long) keys.getLong(1) : null;
                }
            }
            case SQLITE -> marksInserts(kind) ? InsertMark.lastRow(lease.connection()) : null;
        };
    }
}
