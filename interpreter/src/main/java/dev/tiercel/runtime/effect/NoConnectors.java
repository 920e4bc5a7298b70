package dev.tiercel.runtime.effect;

import java.util.List;

/** Connectors of an execution that may not reach anything. */
final class NoConnectors implements Connectors, SqlConnector {
    @Override
    public SqlConnector sql() {
        return this;
    }

    @Override
    public RedisConnector redis() {
        return (_, _) -> {
            throw new EffectFailure(EffectFailure.Kind.REDIS_UNAVAILABLE, "Redis is not available");
        };
    }

    @Override
    public HttpConnector http() {
        return (_, _) -> {
            throw new EffectFailure(
                    EffectFailure.Kind.HTTP_CONNECT, "Outgoing requests are not available");
        };
    }

    @Override
    public FieldSchemas schemas() {
        return (_, _) -> List.of();
    }

    @Override
    public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
        throw unavailable(statement.database());
    }

    @Override
    public SqlTransaction begin(String database, Isolation isolation, TimeLimit limit) {
        throw unavailable(database);
    }

    private static EffectFailure unavailable(String database) {
        return new EffectFailure(
                EffectFailure.Kind.SQL_UNAVAILABLE, "Database `" + database + "` is not available");
    }
}
