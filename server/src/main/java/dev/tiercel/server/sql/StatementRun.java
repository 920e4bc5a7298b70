package dev.tiercel.server.sql;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a statement on a connection. */
final class StatementRun {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.sql");
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

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
            prepared.setMaxRows(
                    database.rowsMax() == Integer.MAX_VALUE ? 0 : database.rowsMax() + 1);
            Parameters.bind(prepared, statement.parameters());
            StatementWatch.Watched watched =
                    database.watch().watch(StatementWatch.statement(connection, prepared), limit);
            boolean wasCancelled = false;
            try {
                execute(prepared, result);
            } catch (SQLException e) {
                wasCancelled = watched.end();
                if (wasCancelled || Thread.currentThread().isInterrupted()) {
                    throw interrupted(limit);
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

    private static EffectFailure interrupted(TimeLimit limit) {
        return Thread.interrupted()
                ? new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted")
                : limit.exceeded("The statement");
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        boolean givesKeys =
                switch (database.dialect()) {
                    case SQLITE -> isInsert(statement.text());
                    case MARIADB -> true;
                    case POSTGRESQL -> false;
                };
        return givesKeys
                ? connection.prepareStatement(statement.text(), Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(statement.text());
    }

    private static boolean isInsert(String text) {
        String start = text.stripLeading();
        String word = start.substring(0, Math.min(7, start.length())).toUpperCase(Locale.ROOT);
        return word.startsWith("INSERT") || word.equals("REPLACE");
    }

    private void execute(PreparedStatement prepared, SqlResult result) throws SQLException {
        if (prepared.execute()) {
            try (ResultSet rows = prepared.getResultSet()) {
                read(rows, result);
            }
            return;
        }
        long affected = Math.max(0, prepared.getLargeUpdateCount());
        result.updated(affected, affected > 0 ? insertId(prepared) : null);
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

    private @Nullable Long insertId(PreparedStatement prepared) throws SQLException {
        boolean hasKey =
                database.dialect() == Dialect.MARIADB
                        || (database.dialect() == Dialect.SQLITE && isInsert(statement.text()));
        if (!hasKey) {
            return null;
        }
        try (ResultSet keys = prepared.getGeneratedKeys()) {
            return keys.next() ? Long.valueOf(keys.getLong(1)) : null;
        }
    }
}
