package dev.tiercel.runtime.effect;

/** The configured databases. Thread-safe; blocks the calling thread. */
public interface SqlConnector {
    /**
     * Runs one statement and commits it.
     *
     * @param result receives what the database answers, while the statement runs
     * @throws EffectFailure of a kind for SQL, or if the time is over; the statement is not
     *     repeated
     */
    void run(SqlStatement statement, TimeLimit limit, SqlResult result);

    /**
     * Takes a connection and begins a transaction on it.
     *
     * @throws EffectFailure as {@link #run}
     */
    SqlTransaction begin(String database, Isolation isolation, TimeLimit limit);
}
