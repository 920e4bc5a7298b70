package dev.tiercel.server.sql;

import dev.tiercel.frontend.check.StatementInspector;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.Isolation;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import java.util.Map;
import java.util.TreeMap;

/** The configured databases by name, each connected at its first use (CFG-6). Thread-safe. */
public final class SqlDatabases implements SqlConnector, StatementInspector, AutoCloseable {
    private final StatementWatch watch = new StatementWatch();
    private final Map<String, SqlDatabase> databaseByName = new TreeMap<>();

    /**
     * @throws IllegalArgumentException if a URL is none of a supported database
     */
    public SqlDatabases(Map<String, ServerConfig.Database> configured, SqlMetrics metrics) {
        configured.forEach((name, config) ->
                databaseByName.put(name, new SqlDatabase(name, config, watch, metrics)));
        watch.start();
    }

    @Override
    public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
        database(statement.database()).run(statement, limit, result);
    }

    @Override
    public SqlTransaction begin(String database, Isolation isolation, TimeLimit limit) {
        return database(database).begin(isolation, limit);
    }

    @Override
    public Answer inspect(String database, String statement) {
        SqlDatabase known = databaseByName.get(database);
        return known == null ? new Answer.Unknown() : known.inspection().inspect(statement);
    }

    private SqlDatabase database(String name) {
        SqlDatabase database = databaseByName.get(name);
        if (database == null) {
            throw new EffectFailure(
                    EffectFailure.Kind.SQL_UNAVAILABLE,
                    "Database `" + name + "` is not configured");
        }
        return database;
    }

    /** Closes every connection. */
    @Override
    public void close() {
        databaseByName.values().forEach(SqlDatabase::close);
        watch.close();
    }
}
