package dev.tiercel.runtime.effect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The transactions that one execution has open, by database. Not thread-safe. */
public final class OpenTransactions {
    private final Map<String, SqlTransaction> transactionByDatabase = new HashMap<>();

    /** Nothing is open. */
    public OpenTransactions() {}

    /** Returns the transaction that is open on a database. */
    public Optional<SqlTransaction> find(String database) {
        return Optional.ofNullable(transactionByDatabase.get(database));
    }

    public boolean isEmpty() {
        return transactionByDatabase.isEmpty();
    }

    /** Adds a transaction on a database that has none. */
    public void add(String database, SqlTransaction transaction) {
        transactionByDatabase.put(database, transaction);
    }

    /** Takes the transaction of a database out, to be ended. */
    public Optional<SqlTransaction> remove(String database) {
        return Optional.ofNullable(transactionByDatabase.remove(database));
    }

    /** Rolls back what is still open, because an error that nothing catches left the logic. */
    public void rollBackAll() {
        transactionByDatabase.values().forEach(SqlTransaction::rollback);
        transactionByDatabase.clear();
    }
}
