package dev.tiercel.server.assembly;

import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.redis.EmbeddedRedis;
import dev.tiercel.server.redis.RedisMetrics;
import dev.tiercel.server.sql.SqlDatabases;
import dev.tiercel.server.sql.SqlMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Connectors that reach nothing outside of this process, or only what is allowed (CFG-22):
 * databases in memory and an embedded store, both empty again after each {@link #renew()}, and
 * outgoing requests that fail. Thread-safe, but for renewing while requests run.
 */
final class IsolatedConnectors implements Connectors, AutoCloseable {
    private static final int POOL_SIZE = 4;
    private static final int ROWS_MAX = 10_000;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final Connectors real;
    private final Set<String> databases;
    private final IsolatedServer.Isolation isolation;
    private volatile SqlDatabases sql;
    private volatile RedisConnector redis;

    /**
     * @param real the configured ones
     * @param databases names of the configured databases
     */
    IsolatedConnectors(Connectors real, Set<String> databases, IsolatedServer.Isolation isolation) {
        this.real = real;
        this.databases = Set.copyOf(databases);
        this.isolation = isolation;
        this.sql = inMemory();
        this.redis = EmbeddedRedis.create(RedisMetrics.NONE);
    }

    private SqlDatabases inMemory() {
        Map<String, ServerConfig.Database> configured = new TreeMap<>();
        for (String name : databases) {
            String url = "jdbc:sqlite:file:" + UUID.randomUUID() + "?mode=memory&cache=shared";
            configured.put(
                    name,
                    new ServerConfig.Database(
                            url,
                            Optional.empty(),
                            Optional.empty(),
                            POOL_SIZE,
                            CONNECT_TIMEOUT,
                            STATEMENT_TIMEOUT,
                            ROWS_MAX));
        }
        return new SqlDatabases(configured, SqlMetrics.NONE);
    }

    /** Empties databases and store. */
    void renew() {
        SqlDatabases before = sql;
        sql = inMemory();
        redis = EmbeddedRedis.create(RedisMetrics.NONE);
        before.close();
    }

    @Override
    public SqlConnector sql() {
        return isolation.usesDatabases() ? real.sql() : sql;
    }

    @Override
    public RedisConnector redis() {
        return isolation.usesDatabases() ? real.redis() : redis;
    }

    @Override
    public HttpConnector http() {
        if (isolation.allowsNetwork()) {
            return real.http();
        }
        return (_, _) -> {
            throw new EffectFailure(
                    EffectFailure.Kind.HTTP_CONNECT, "network is disabled in tests");
        };
    }

    @Override
    public FieldSchemas schemas() {
        return real.schemas();
    }

    @Override
    public void close() {
        sql.close();
    }
}
