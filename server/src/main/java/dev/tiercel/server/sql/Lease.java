package dev.tiercel.server.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection on loan from its pool. Belongs to one thread. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final HikariDataSource pool;
    private final Connection connection;

    Lease(HikariDataSource pool, Connection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Takes the connection out of the pool, because its state is not known. */
    void discard() {
        pool.evictConnection(connection);
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection did not close", e);
        }
    }
}
