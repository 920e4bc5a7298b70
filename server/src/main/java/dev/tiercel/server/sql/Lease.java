package dev.tiercel.server.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection on loan from its pool. Belongs to one thread. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private static final long PATIENCE_MILLIS = 2000;

    private final HikariDataSource pool;
    private final Runnable leave;
    private final Connection connection;
    private final long serverNumber;
    private boolean isDiscarded;

    /**
     * @param leave is run once the connection has been given back
     */
    Lease(HikariDataSource pool, Connection connection, SqlDialect dialect, Runnable leave)
            throws SQLException {
        this.pool = pool;
        this.leave = leave;
        this.connection = connection;
        this.serverNumber =
                switch (dialect) {
                    case SQLITE -> 0;
                    case POSTGRESQL -> connection.unwrap(PGConnection.class).getBackendPID();
                    case MARIADB ->
                            connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
                };
    }

    /** Returns the number by which the server knows this connection, also when it is closed. */
    long serverNumber() {
        return serverNumber;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Limits how long the driver waits for what the server sends. The watch ends most statements
     * before; but the driver of MariaDB asks the server to end one before it closes a connection,
     * and waits for an answer.
     */
    void limitAnswers(SqlDialect dialect, TimeLimit limit) throws SQLException {
        if (dialect == SqlDialect.MARIADB) {
            long millis = TimeUnit.NANOSECONDS.toMillis(limit.nanos()) + PATIENCE_MILLIS;
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, millis));
        }
    }

    /** The connection is to leave the pool, because its state is not known. */
    void discard() {
        isDiscarded = true;
    }

    boolean isDiscarded() {
        return isDiscarded;
    }

    /** Gives the connection back, or ends it. */
    @Override
    public void close() {
        try {
            if (isDiscarded) {
                pool.evictConnection(connection);
            } else {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A connection did not close", e);
        } finally {
            leave.run();
        }
    }
}
