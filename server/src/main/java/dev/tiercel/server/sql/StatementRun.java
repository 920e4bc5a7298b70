package dev.tiercel.server.sql;

import dev.tiercel.frontend.document.SqlDialect;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a statement on a connection. */
final class StatementRun {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.sql");
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The beginning of an insert, behind comments and common table expressions. */
    private static final Pattern INSERT =
            Pattern.compile(
                    "(?is)(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*+(?:with\\b.*\\)\\s*)?(?:insert|replace)\\b");

    /** Statements with several results, whose error may come after the first of them. */
    private static final Pattern PROCEDURE =
            Pattern.compile(
                    "(?is)(?:\\s|#[^\\n]*\\n|--[^\\n]*\\n|/\\*.*?\\*/)*+(?:call|execute)\\b");

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
                boolean isInterrupted = Thread.currentThread().isInterrupted();
                if (isInterrupted) {
                    lease.discard();
                    database.terminate(lease);
                }
                if (wasCancelled || isInterrupted) {
                    throw interrupted(limit);
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

    /** The driver of MariaDB would take what the server still sends for the next answer. */
    private boolean mayOweMore() {
        return database.dialect() == SqlDialect.MARIADB
                && PROCEDURE.matcher(statement.text()).lookingAt();
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

    private static boolean isInsert(String text) {
        return INSERT.matcher(text).lookingAt();
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
        return switch (database.dialect()) {
            case POSTGRESQL -> null;
            case MARIADB -> {
                try (ResultSet keys = prepared.getGeneratedKeys()) {
                    yield first(keys);
                }
            }
            case SQLITE -> isInsert(statement.text()) ? lastRow() : null;
        };
    }

    /** The driver of SQLite gives no key for inserts that begin with a comment. */
    private @Nullable Long lastRow() throws SQLException {
        try (Statement query = lease.connection().createStatement();
                ResultSet row = query.executeQuery("SELECT last_insert_rowid()")) {
            return first(row);
        }
    }

    private static @Nullable Long first(ResultSet keys) throws SQLException {
        return keys.next() ? Long.valueOf(keys.getLong(1)) : null;
    }
}
