package dev.tiercel.server.sql;

import com.zaxxer.hikari.HikariConfig;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.server.config.Secret;
import dev.tiercel.server.config.ServerConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.mariadb.jdbc.Configuration;
import org.postgresql.Driver;

/** The settings of pools and drivers. */
final class PoolSettings {
    private static final long CONNECTION_WAIT_MILLIS_MIN = 250;
    private static final Duration IDLE_MAX = Duration.ofMinutes(5);
    private static final int CANCEL_SECONDS_MAX = 2;

    /**
     * Types that are given as the text of the server. The driver takes them in octets once a
     * statement has run some times, and writes another text then.
     */
    private static final String PRINTED_TYPES =
            "TIMETZ,POINT,BOX,BYTEA_ARRAY,INT2_ARRAY,INT4_ARRAY,INT8_ARRAY,OID_ARRAY,"
                    + "FLOAT4_ARRAY,FLOAT8_ARRAY,VARCHAR_ARRAY,TEXT_ARRAY";

    private PoolSettings() {}

    /**
     * Checks the syntax of a URL.
     *
     * @throws IllegalArgumentException if the driver cannot read it
     */
    static void check(String name, String url, SqlDialect dialect) {
        boolean isValid =
                switch (dialect) {
                    case SQLITE -> url.length() > "jdbc:sqlite:".length();
                    case POSTGRESQL -> Driver.parseURL(url, new Properties()) != null;
                    case MARIADB -> isMariaDbUrl(url);
                };
        if (!isValid) {
            throw new IllegalArgumentException("databases." + name + ".url is no valid JDBC URL");
        }
    }

    private static boolean isMariaDbUrl(String url) {
        try {
            return Configuration.parse(url) != null;
        } catch (SQLException _) {
            return false;
        }
    }

    static HikariConfig of(String name, ServerConfig.Database config, SqlDialect dialect) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("sql-" + name);
        settings.setDriverClassName(driver(dialect));
        settings.setJdbcUrl(config.url());
        config.user().ifPresent(settings::setUsername);
        config.password().map(Secret::value).ifPresent(settings::setPassword);
        settings.setMaximumPoolSize(config.poolSize());
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(IDLE_MAX.toMillis());
        settings.setConnectionTimeout(
                Math.max(CONNECTION_WAIT_MILLIS_MIN, config.connectTimeout().toMillis()));
        settings.setInitializationFailTimeout(-1);
        if (dialect == SqlDialect.SQLITE) {
            settings.setConnectionInitSql(InsertMark.PREPARATION);
        }
        properties(config, dialect).forEach(settings::addDataSourceProperty);
        return settings;
    }

    private static String driver(SqlDialect dialect) {
        return switch (dialect) {
            case SQLITE -> "org.sqlite.JDBC";
            case POSTGRESQL -> "org.postgresql.Driver";
            case MARIADB -> "org.mariadb.jdbc.Driver";
        };
    }

    private static Map<String, String> properties(
            ServerConfig.Database config, SqlDialect dialect) {
        long connectMillis = Math.max(1000, config.connectTimeout().toMillis());
        return switch (dialect) {
            case SQLITE ->
                    Map.of(
                            "journal_mode", "WAL",
                            "synchronous", "NORMAL",
                            "busy_timeout", "0",
                            // SQLite otherwise keeps no reference that a table declares.
                            "foreign_keys", "true");
            // Text takes the type that its place in the statement has, such as UUID.
            case POSTGRESQL ->
                    Map.of(
                            "stringtype",
                            "unspecified",
                            "tcpKeepAlive",
                            "true",
                            "ApplicationName",
                            "tiercel",
                            "connectTimeout",
                            String.valueOf(Math.ceilDiv(connectMillis, 1000)),
                            "loginTimeout",
                            String.valueOf(Math.ceilDiv(connectMillis, 1000)),
                            "binaryTransferDisable",
                            PRINTED_TYPES,
                            "socketFactory",
                            CountedSockets.class.getName(),
                            "cancelSignalTimeout",
                            String.valueOf(CANCEL_SECONDS_MAX));
            case MARIADB ->
                    Map.of(
                            "useServerPrepStmts",
                            "true",
                            "yearIsDateType",
                            "false",
                            "connectTimeout",
                            String.valueOf(connectMillis),
                            // For the driver's own connections; see Lease.
                            "socketTimeout",
                            String.valueOf(connectMillis));
        };
    }
}
