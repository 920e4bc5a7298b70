package dev.tiercel.benchmarks.compare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tiercel.benchmarks.JsonBytes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The routes that speak to a database and to Redis, by hand: HikariCP with PostgreSQL, and the
 * client of Vert.x, with the pool size of Tiercel and one shared connection. Thread-safe.
 */
final class ConnectorTwin implements AutoCloseable {
    private static final String SELECT = "SELECT id, name, email, age FROM people";
    private static final JsonFactory JSON = new JsonFactory();
    private static final long REDIS_MILLIS_MAX = 1000;

    private final HikariDataSource database;
    private final Vertx vertx;
    private final Redis client;
    private final RedisAPI redis;

    ConnectorTwin(String databaseUrl, String redisUrl) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(databaseUrl);
        settings.setUsername("postgres");
        settings.setMaximumPoolSize(10);
        database = new HikariDataSource(settings);
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        client = Redis.createClient(vertx, new RedisOptions().setConnectionString(redisUrl));
        // One connection for all threads: the pool of the client would refuse most of them.
        redis = RedisAPI.api(client.connect().await());
    }

    /** Answers the person with an id. */
    byte[] person(int id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(SELECT + " WHERE id = ?")) {
            statement.setInt(1, id);
            return people(statement);
        }
    }

    /** Answers 20 people that follow an id. */
    byte[] peopleAfter(int id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                SELECT + " WHERE id > ? ORDER BY id LIMIT 20")) {
            statement.setInt(1, id);
            return people(statement);
        }
    }

    private static byte[] people(PreparedStatement statement) throws SQLException {
        JsonBytes out = new JsonBytes();
        try (ResultSet rows = statement.executeQuery()) {
            char separator = '[';
            while (rows.next()) {
                out.raw(separator).raw("{\"id\":").number(rows.getInt(1));
                out.raw(",\"name\":").text(rows.getString(2));
                out.raw(",\"email\":").text(rows.getString(3));
                int age = rows.getInt(4);
                out.raw(",\"age\":");
                if (rows.wasNull()) {
                    out.raw("null");
                } else {
                    out.number(age);
                }
                out.raw('}');
                separator = ',';
            }
            if (separator == '[') {
                out.raw('[');
            }
        }
        return out.raw(']').bytes();
    }

    /** Stores a visit in a transaction. */
    byte[] visit(byte[] body) throws SQLException {
        int person = 0;
        String page = "";
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "person" -> person = parser.getIntValue();
                    case "page" -> page = parser.getString();
                    default -> parser.skipChildren();
                }
            }
        }
        return new JsonBytes().raw("{\"stored\":").number(insert(person, page)).raw('}').bytes();
    }

    private int insert(int person, String page) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO visits(person, page) VALUES (?, ?)")) {
                statement.setInt(1, person);
                statement.setString(2, page);
                int count = statement.executeUpdate();
                connection.commit();
                return count;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Answers the text that Redis has for a person. */
    byte[] profile(String id) throws ExecutionException, InterruptedException, TimeoutException {
        Response response =
                redis.get("profile:" + id)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(REDIS_MILLIS_MAX, TimeUnit.MILLISECONDS);
        return response == null
                ? "null".getBytes(StandardCharsets.US_ASCII)
                : new JsonBytes().text(response.toString(StandardCharsets.UTF_8)).bytes();
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
        database.close();
    }
}
