package dev.tiercel.server.logic;

import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;

/** The real connectors that a test has, and none for the rest. */
public record TestConnectors(
        SqlConnector sql, RedisConnector redis, HttpConnector http, FieldSchemas schemas)
        implements Connectors {
    public static TestConnectors none() {
        return new TestConnectors(
                Connectors.NONE.sql(),
                Connectors.NONE.redis(),
                Connectors.NONE.http(),
                Connectors.NONE.schemas());
    }

    public TestConnectors with(SqlConnector newSql) {
        return new TestConnectors(newSql, redis, http, schemas);
    }

    public TestConnectors with(RedisConnector newRedis) {
        return new TestConnectors(sql, newRedis, http, schemas);
    }

    public TestConnectors with(HttpConnector newHttp) {
        return new TestConnectors(sql, redis, newHttp, schemas);
    }

    public TestConnectors with(FieldSchemas newSchemas) {
        return new TestConnectors(sql, redis, http, newSchemas);
    }
}
