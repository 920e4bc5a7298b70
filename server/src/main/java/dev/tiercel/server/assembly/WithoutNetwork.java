package dev.tiercel.server.assembly;

import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;

/** Connectors of a server whose outgoing requests fail (CFG-22). Thread-safe. */
record WithoutNetwork(Connectors others) implements Connectors {
    @Override
    public SqlConnector sql() {
        return others.sql();
    }

    @Override
    public RedisConnector redis() {
        return others.redis();
    }

    @Override
    public HttpConnector http() {
        return (_, _) -> {
            throw new EffectFailure(
                    EffectFailure.Kind.HTTP_CONNECT, "network is disabled in tests");
        };
    }

    @Override
    public FieldSchemas schemas() {
        return others.schemas();
    }
}
