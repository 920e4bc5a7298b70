package dev.tiercel.server.sql;

import java.util.function.ToIntFunction;

/** What is counted about statements (ADM-35). Thread-safe. */
public interface SqlMetrics {
    /** Counts nothing. */
    SqlMetrics NONE =
            new SqlMetrics() {
                @Override
                public void statement(String database, long nanos) {}

                @Override
                public void error(String database, String code) {}

                @Override
                public void pool(String database, ToIntFunction<ConnectionState> count) {}
            };

    /** A statement has ended, well or not. */
    void statement(String database, long nanos);

    /** A statement, a commit or the wait for a connection has failed. */
    void error(String database, String code);

    /**
     * A pool of connections exists from now on.
     *
     * @param count tells at any time how many of its connections are in a state
     */
    void pool(String database, ToIntFunction<ConnectionState> count);

    /** What a connection of a pool is doing. */
    enum ConnectionState {
        ACTIVE,
        IDLE,
        /** Not a connection: a request that waits for one. */
        PENDING
    }
}
