package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.OpenTransactions;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The beginning of {@code transaction}; one at a time per database (OP-31). */
final class TransactionBegin implements EffectAction {
    private final String database;
    private final Isolation isolation;

    TransactionBegin(String database, Optional<String> isolation) {
        this.database = database;
        this.isolation =
                isolation
                        .map(word -> Isolation.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Isolation.DEFAULT);
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        OpenTransactions open = context.transactions();
        if (open.find(database).isPresent()) {
            throw LogicError.of(
                    ErrorCode.SQL_TRANSACTION,
                    "A transaction on `" + database + "` is already open");
        }
        open.add(
                database,
                context.environment()
                        .connectors()
                        .sql()
                        .begin(database, isolation, TimeLimits.of(context, null)));
        return null;
    }
}
