package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL and a Redis server with data, which all compared servers speak to. */
final class Backends implements AutoCloseable {
    private static final int START_SECONDS_MAX = 20;
    private static final long POLL_MILLIS = 20;
    private static final String PROFILE =
            "Ada Lovelace, 36, London; mathematician, wrote the first published program";
    private static final String TABLES =
            """
            CREATE TABLE people(id integer PRIMARY KEY, name text NOT NULL, email text, age integer);
            CREATE TABLE visits(id bigserial PRIMARY KEY, person integer NOT NULL, page text NOT NULL);
            INSERT INTO people SELECT n, 'Person number ' || n, 'person' || n || '@example.com',
                CASE WHEN n % 10 = 0 THEN NULL ELSE 18 + n % 60 END
                FROM generate_series(1, 1000) AS n;
            """;

    private final EmbeddedPostgres postgres;
    private final Process redis;
    private final int redisPort;

    private Backends(EmbeddedPostgres postgres, Process redis, int redisPort) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /** Returns why they cannot be started on this machine; PostgreSQL is brought along. */
    static Optional<String> obstacle() {
        return InstalledTools.obstacle("redis-server");
    }

    /** Starts both and fills them. */
    static Backends start(Path directory) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        int port = ServerProcess.freePort();
        Process redis =
                new ProcessBuilder(
                                "redis-server",
                                "--port",
                                String.valueOf(port),
                                "--bind",
                                "127.0.0.1",
                                "--save",
                                "",
                                "--appendonly",
                                "no")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("redis.log").toFile())
                        .start();
        ServerProcess.endWithThisProgram(redis);
        Backends backends = new Backends(postgres, redis, port);
        backends.fill();
        return backends;
    }

    String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    String redisUrl() {
        return "redis://127.0.0.1:" + redisPort;
    }

    /** Writes the configuration of Tiercel. */
    Path configuration(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("tiercel.yaml"),
                """
                databases: {default: {url: "%s", user: postgres}}
                redis: {url: "%s"}
                """
                        .formatted(databaseUrl(), redisUrl()));
    }

    private void fill() throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            statement.execute("ANALYZE people");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        try (Socket socket = connect()) {
            String command = "SET profile:7 \"" + PROFILE + "\"\r\n";
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
            if (!answer.equals("+OK")) {
                throw new IOException("Redis answered " + answer);
            }
        }
    }

    private Socket connect() throws IOException {
        for (int i = 0; i < START_SECONDS_MAX * 1000 / POLL_MILLIS && redis.isAlive(); i++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), redisPort);
            } catch (IOException e) {
                await(POLL_MILLIS);
            }
        }
        throw new IOException("redis-server does not listen on port " + redisPort);
    }

    private void await(long millis) {
        try {
            redis.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        redis.destroy();
        await(TimeUnit.SECONDS.toMillis(START_SECONDS_MAX));
        postgres.close();
    }
}
