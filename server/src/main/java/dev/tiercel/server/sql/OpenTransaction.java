package dev.tiercel.server.sql;

import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction on a connection that is given back when it ends. Belongs to one thread. */
final class OpenTransaction implements SqlTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransaction.class);

    /** Kinds that tell what to do about them. */
    private static final Set<EffectFailure.Kind> KEPT_KINDS =
            EnumSet.of(
                    EffectFailure.Kind.SQL_CONFLICT,
                    EffectFailure.Kind.SQL_UNAVAILABLE,
                    EffectFailure.Kind.TIMED_OUT);

    /** Errors after which MariaDB has undone more than the statement: deadlocks and snapshots. */
    private static final Set<Long> UNDOING_CODES = Set.of(1213L, 1020L);

    private final SqlDatabase database;
    private final Lease lease;

    /** Why the database has undone everything before the end; nothing more may be done then. */
    private @Nullable EffectFailure undoing;

    private OpenTransaction(SqlDatabase database, Lease lease) {
        this.database = database;
        this.lease = lease;
    }

    static OpenTransaction begin(
            SqlDatabase database, Lease lease, Isolation isolation, TimeLimit limit) {
        OpenTransaction transaction = new OpenTransaction(database, lease);
        database.call(() -> database.busyWait().run(limit, _ -> transaction.begin(isolation)));
        return transaction;
    }

    private void begin(Isolation isolation) throws SQLException {
        Connection connection = lease.connection();
        if (database.dialect() == SqlDialect.SQLITE) {
            // Every isolation level is that of one writer; taking its place at once avoids a
            // conflict after the first reads.
            execute("BEGIN IMMEDIATE");
            return;
        }
        if (isolation != Isolation.DEFAULT) {
            connection.setTransactionIsolation(level(isolation));
        }
        connection.setAutoCommit(false);
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute(command);
        }
    }

    private static int level(Isolation isolation) {
        return switch (isolation) {
            case DEFAULT -> Connection.TRANSACTION_NONE;
            case READ_UNCOMMITTED -> Connection.TRANSACTION_READ_UNCOMMITTED;
            case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
            case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
            case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
        };
    }

    @Override
    public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
        try {
            requireWhole();
            StatementRun run = new StatementRun(database, lease, statement);
            database.call(() -> run.run(database.limit(limit), result));
        } catch (EffectFailure failure) {
            if (undoing == null && (lease.isDiscarded() || isUndoneBy(failure))) {
                undoing = failure;
            }
            database.count(failure);
            throw failure;
        } catch (LogicError error) {
            if (undoing == null && lease.isDiscarded()) {
                undoing =
                        new EffectFailure(EffectFailure.Kind.LIMIT_MEMORY, error.value().message());
            }
            throw error;
        }
    }

    /** What was done before a statement that failed may be lost, also if logic caught the error. */
    private void requireWhole() {
        EffectFailure cause = undoing;
        if (cause != null) {
            EffectFailure.Kind kind =
                    KEPT_KINDS.contains(cause.kind()) ? cause.kind() : EffectFailure.Kind.SQL_ERROR;
            throw new EffectFailure(
                    kind,
                    "The transaction on `" + database.name() + "` was undone: " + cause.reason(),
                    cause.details());
        }
    }

    private boolean isUndoneBy(EffectFailure failure) {
        return switch (failure.kind()) {
            case TIMED_OUT, DEADLINE, INTERRUPTED, LIMIT_MEMORY, SQL_UNAVAILABLE -> true;
            case SQL_ERROR, SQL_CONSTRAINT, SQL_CONFLICT -> hasUndone(failure);
            case INVALID_ARGUMENT,
                    LIMIT_ROWS,
                    REDIS_ERROR,
                    REDIS_UNAVAILABLE,
                    HTTP_CONNECT,
                    HTTP_TRANSFER,
                    HTTP_DENIED,
                    NOT_CONNECTED ->
                    false;
        };
    }

    private boolean hasUndone(EffectFailure failure) {
        try {
            return switch (database.dialect()) {
                case POSTGRESQL ->
                        lease.connection().unwrap(BaseConnection.class).getTransactionState()
                                != TransactionState.OPEN;
                case MARIADB ->
                        lease.isDiscarded()
                                || UNDOING_CODES.contains(
                                        failure.details().get(SqlFailures.VENDOR_CODE));
                case SQLITE -> canBegin();
            };
        } catch (SQLException _) {
            return true;
        }
    }

    /** SQLite does not begin a transaction in another one. */
    private boolean canBegin() throws SQLException {
        try {
            execute("BEGIN");
        } catch (SQLException _) {
            return false;
        }
        execute("ROLLBACK");
        return true;
    }

    @Override
    public void commit() {
        try {
            requireWhole();
        } catch (EffectFailure failure) {
            rollback();
            database.count(failure);
            throw failure;
        }
        try (lease) {
            try {
                database.call(() -> endInTime(true));
            } catch (EffectFailure failure) {
                lease.discard();
                database.count(failure);
                throw failure;
            }
        }
    }

    @Override
    public void rollback() {
        try (lease) {
            if (lease.isDiscarded()
                    || (undoing != null && database.dialect() == SqlDialect.SQLITE)) {
                return;
            }
            try {
                database.call(() -> endInTime(false));
            } catch (EffectFailure failure) {
                lease.discard();
                LOG.info("Rolling back on `{}` failed: {}", database.name(), failure.reason());
            }
        }
    }

    /** A server that has gone silent must not hold the thread for ever. */
    private void endInTime(boolean commits) {
        TimeLimit limit = database.limit(new TimeLimit(0, Long.MAX_VALUE));
        StatementWatch.Watched watched =
                database.watch().watch(StatementWatch.connection(lease.connection()), limit);
        try {
            lease.limitAnswers(database.dialect(), limit);
            end(commits);
        } catch (SQLException e) {
            throw watched.end() ? limit.exceeded("The end of the transaction") : SqlFailures.of(e);
        } finally {
            watched.end();
        }
    }

    private void end(boolean commits) throws SQLException {
        Connection connection = lease.connection();
        if (database.dialect() == SqlDialect.SQLITE) {
            execute(commits ? "COMMIT" : "ROLLBACK");
            return;
        }
        if (commits) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }
}
