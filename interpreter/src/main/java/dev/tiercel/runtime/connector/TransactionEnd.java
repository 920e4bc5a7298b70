package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.effect.SqlTransaction;

/** The two ends of {@code transaction} (OP-30). */
final class TransactionEnd {
    private TransactionEnd() {}

    static EffectAction commit(String database) {
        return (context, _) -> {
            context.transactions().remove(database).ifPresent(SqlTransaction::commit);
            return null;
        };
    }

    static EffectAction rollback(String database) {
        return (context, _) -> {
            context.transactions().remove(database).ifPresent(SqlTransaction::rollback);
            return null;
        };
    }
}
