package dev.tiercel.server.assembly;

import dev.tiercel.frontend.check.StatementInspector;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.server.client.HttpClient;
import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.input.FieldSchemaCache;
import dev.tiercel.server.metrics.ServerMetrics;
import dev.tiercel.server.redis.EmbeddedRedis;
import dev.tiercel.server.redis.RedisMetrics;
import dev.tiercel.server.redis.RedisServer;
import dev.tiercel.server.sql.SqlDatabases;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors of a server, made from its configuration. Thread-safe. */
final class ServerConnectors implements Connectors, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnectors.class);

    private final SqlDatabases sql;
    private final RedisConnector redis;
    private final HttpClient http;
    private final FieldSchemas schemas = new FieldSchemaCache();
    private final List<Runnable> closings;

    private ServerConnectors(
            SqlDatabases sql, RedisConnector redis, HttpClient http, List<Runnable> closings) {
        this.sql = sql;
        this.redis = redis;
        this.http = http;
        this.closings = List.copyOf(closings);
    }

    /**
     * @throws ConfigException if the configuration names a system in a way that cannot be read
     */
    static ServerConnectors of(ServerConfig config, ServerMetrics metrics) {
        try {
            List<Runnable> closings = new ArrayList<>();
            SqlDatabases sql = new SqlDatabases(config.databases(), metrics);
            closings.add(sql::close);
            RedisConnector redis = redis(config.redis(), metrics, closings);
            HttpClient http = new HttpClient(config.httpClient(), metrics);
            closings.add(http::close);
            return new ServerConnectors(sql, redis, http, closings);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static RedisConnector redis(
            ServerConfig.Redis config, RedisMetrics metrics, List<Runnable> closings) {
        if (config.url().isEmpty()) {
            LOG.info("redis.url is not set: redis_op uses the embedded store, which is not kept");
            return EmbeddedRedis.create(metrics);
        }
        RedisServer server = new RedisServer(config.url().get().value(), config.timeout(), metrics);
        closings.add(server::close);
        return server;
    }

    /** Begins to make, beside everything else, what outgoing requests take long to make. */
    void openClient() {
        http.open();
    }

    /** Returns what asks the databases about statements that are registered. */
    StatementInspector inspector() {
        return sql;
    }

    @Override
    public SqlConnector sql() {
        return sql;
    }

    @Override
    public RedisConnector redis() {
        return redis;
    }

    @Override
    public HttpConnector http() {
        return http;
    }

    @Override
    public FieldSchemas schemas() {
        return schemas;
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
