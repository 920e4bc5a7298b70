package dev.tiercel.server.assembly;

import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.sql.SqlDatabases;
import dev.tiercel.server.sql.SqlMetrics;

/** The connectors of a server, made from its configuration. Thread-safe. */
final class ServerConnectors implements Connectors, AutoCloseable {
    private final SqlDatabases sql;

    private ServerConnectors(SqlDatabases sql) {
        this.sql = sql;
    }

    /**
     * @throws StartException if the configuration names a system in a way that cannot be read
     */
    static ServerConnectors of(ServerConfig config, SqlMetrics metrics) {
        try {
            return new ServerConnectors(new SqlDatabases(config.databases(), metrics));
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public SqlConnector sql() {
        return sql;
    }

    @Override
    public RedisConnector redis() {
        return Connectors.NONE.redis();
    }

    @Override
    public HttpConnector http() {
        return Connectors.NONE.http();
    }

    @Override
    public FieldSchemas schemas() {
        return Connectors.NONE.schemas();
    }

    @Override
    public void close() {
        sql.close();
    }
}
