package dev.tiercel.server.sql;

import dev.tiercel.frontend.check.StatementInspector.Answer;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares statements of one database without running them. What the database says is passed on if
 * it holds for ever: a missing table may be made in time. Thread-safe.
 */
final class StatementInspection {
    private static final Logger LOG = LoggerFactory.getLogger(StatementInspection.class);
    private static final long WAIT_NANOS_MAX = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    // Syntax, names of columns, and columns that several tables have.
    private static final Set<String> FINAL_STATES = Set.of("42601", "42703", "42702", "42S22");
    private static final Set<Integer> FINAL_CODES = Set.of(1064, 1052, 1054);
    private static final Pattern FINAL_TEXT =
            Pattern.compile(
                    "near \"|no such column|ambiguous column|incomplete input|unrecognized token"
                            + "|no such function|wrong number of arguments|values for \\d+ columns");

    private final SqlDatabase database;
    private volatile long pauseEndNanos = System.nanoTime();

    StatementInspection(SqlDatabase database) {
        this.database = database;
    }

    Answer inspect(String statement) {
        if (System.nanoTime() - pauseEndNanos < 0) {
            return new Answer.Unknown();
        }
        TimeLimit limit = new TimeLimit(WAIT_NANOS_MAX, WAIT_NANOS_MAX);
        try (Lease lease = database.lease(limit)) {
            return inspect(lease, statement, limit);
        } catch (EffectFailure failure) {
            return unreachable(failure);
        }
    }

    private Answer inspect(Lease lease, String statement, TimeLimit limit) {
        Connection connection = lease.connection();
        StatementWatch.Watched watched =
                database.watch().watch(StatementWatch.connection(connection), limit);
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            ResultSetMetaData meta = prepared.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; meta != null && i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i));
            }
            int parameters = prepared.getParameterMetaData().getParameterCount();
            return new Answer.Prepared(parameters, columns);
        } catch (SQLException e) {
            if (watched.end() || SqlFailures.of(e).kind() == EffectFailure.Kind.SQL_UNAVAILABLE) {
                lease.discard();
                return unreachable(SqlFailures.of(e));
            }
            return isFinal(e)
                    ? new Answer.Refused(SqlFailures.of(e).reason())
                    : new Answer.Unknown();
        } finally {
            watched.end();
        }
    }

    /** An outage is told in the log; the author of a document has no part in it. */
    private Answer unreachable(EffectFailure failure) {
        pauseEndNanos = System.nanoTime() + PAUSE_NANOS;
        LOG.warn(
                "Statements on database `{}` are not checked: {}",
                database.name(),
                failure.reason());
        return new Answer.Unknown();
    }

    private boolean isFinal(SQLException failure) {
        return switch (database.dialect()) {
            case SQLITE -> FINAL_TEXT.matcher(String.valueOf(failure.getMessage())).find();
            case POSTGRESQL -> FINAL_STATES.contains(String.valueOf(failure.getSQLState()));
            case MARIADB -> FINAL_CODES.contains(failure.getErrorCode());
        };
    }
}
