package dev.tiercel.server.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A PostgreSQL and a MariaDB server that run until the process of the tests ends. Each test class
 * takes databases of its own on them; those that stop a server start another one.
 */
public final class SharedServers {
    private SharedServers() {}

    private static final class Postgres {
        static final EmbeddedPostgres SERVER;

        static {
            try {
                // Closes itself when this process ends, unless that is killed.
                Path data = Files.createTempDirectory("postgres");
                SERVER = EmbeddedPostgres.builder().setDataDirectory(data).start();
                String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
                String end = "read -r _; kill -QUIT " + pid;
                Process watch = new ProcessBuilder("sh", "-c", end).start();
                Runtime.getRuntime().addShutdownHook(new Thread(watch::destroy));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDb {
        static final MariaDbProcess SERVER = start();

        private static MariaDbProcess start() {
            try {
                Path directory = Files.createTempDirectory("mariadb");
                MariaDbProcess server = MariaDbProcess.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, directory)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(MariaDbProcess server, Path directory) {
            server.close();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Makes a database on PostgreSQL, whose user is {@code postgres}; returns its URL. */
    public static String postgres(String database) {
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
            return "jdbc:postgresql://127.0.0.1:" + Postgres.SERVER.getPort() + "/" + database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the URL of a database on MariaDB, whose user is {@code root}. */
    public static String mariadb(String database) {
        return MariaDb.SERVER.url().replace("/test?", "/" + database + "?");
    }
}
