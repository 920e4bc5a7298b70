package dev.tiercel.runtime.effect;

/** A transaction on a connection of its own. Belongs to the thread that began it. */
public interface SqlTransaction {
    /**
     * Runs one statement.
     *
     * @throws EffectFailure as {@link SqlConnector#run}
     */
    void run(SqlStatement statement, TimeLimit limit, SqlResult result);

    /**
     * Commits and gives the connection back, also if that fails.
     *
     * @throws EffectFailure if the database does not commit
     */
    void commit();

    /** Undoes everything and gives the connection back; a failure is only logged. */
    void rollback();
}
