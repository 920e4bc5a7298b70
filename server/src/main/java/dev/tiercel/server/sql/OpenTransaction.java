package dev.tiercel.server.sql;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction on a connection that is given back when it ends. Belongs to one thread. */
final class OpenTransaction implements SqlTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransaction.class);

    private final SqlDatabase database;
    private final Lease lease;

    private OpenTransaction(SqlDatabase database, Lease lease) {
        this.database = database;
        this.lease = lease;
    }

    static OpenTransaction begin(
            SqlDatabase database, Lease lease, Isolation isolation, TimeLimit limit) {
        OpenTransaction transaction = new OpenTransaction(database, lease);
        database.busyWait().run(limit, _ -> transaction.begin(isolation));
        return transaction;
    }

    private void begin(Isolation isolation) throws SQLException {
        Connection connection = lease.connection();
        if (database.dialect() == Dialect.SQLITE) {
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
            new StatementRun(database, lease, statement).run(database.limit(limit), result);
        } catch (EffectFailure failure) {
            database.metrics().error(database.name(), failure.kind().name());
            throw failure;
        }
    }

    @Override
    public void commit() {
        try (lease) {
            try {
                endInTime(true);
            } catch (EffectFailure failure) {
                lease.discard();
                database.metrics().error(database.name(), failure.kind().name());
                throw failure;
            }
        }
    }

    @Override
    public void rollback() {
        try (lease) {
            try {
                endInTime(false);
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
        if (database.dialect() == Dialect.SQLITE) {
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
