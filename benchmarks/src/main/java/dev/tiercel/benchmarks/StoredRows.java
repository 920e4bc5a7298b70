package dev.tiercel.benchmarks;

import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database that answers each statement with the same rows. */
final class StoredRows implements Connectors, SqlConnector {
    private static final List<String> LABELS = List.of("id", "name", "email", "age");

    private final @Nullable Object[][] rows;

    StoredRows(int count) {
        rows = new Object[count][];
        for (int i = 0; i < count; i++) {
            String name = "Person number " + i;
            rows[i] = new Object[] {1000L + i, name, "person" + i + "@example.com", 18L + i};
        }
    }

    @Override
    public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
        result.columns(LABELS);
        for (@Nullable Object[] row : rows) {
            result.row(row);
        }
    }

    @Override
    public SqlTransaction begin(String database, Isolation isolation, TimeLimit limit) {
        return NONE.sql().begin(database, isolation, limit);
    }

    @Override
    public SqlConnector sql() {
        return this;
    }

    @Override
    public RedisConnector redis() {
        return NONE.redis();
    }

    @Override
    public HttpConnector http() {
        return NONE.http();
    }

    @Override
    public FieldSchemas schemas() {
        return NONE.schemas();
    }
}
