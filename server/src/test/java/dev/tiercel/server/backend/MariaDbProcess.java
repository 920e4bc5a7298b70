package dev.tiercel.server.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real MariaDB server, which a test starts and stops. */
public final class MariaDbProcess implements AutoCloseable {
    private final BackendProcess process;

    private MariaDbProcess(BackendProcess process) {
        this.process = process;
    }

    /** Starts an empty server; anybody is its administrator. */
    public static MariaDbProcess start(Path directory) {
        try {
            Files.createDirectory(directory.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = BackendProcess.freePort();
        List<String> command =
                List.of(
                        "mariadbd",
                        "--no-defaults",
                        "--skip-grant-tables",
                        "--skip-name-resolve",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + directory.resolve("data"),
                        "--socket=" + directory.resolve("s"),
                        "--pid-file=" + directory.resolve("pid"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port);
        return new MariaDbProcess(new BackendProcess(directory, port, "TERM", command));
    }

    public int port() {
        return process.port();
    }

    /** Returns the URL of a database whose user is {@code root}. */
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/test?createDatabaseIfNotExist=true";
    }

    /** Ends the server; what runs on it breaks off. */
    public void kill() {
        process.kill();
    }

    /** Starts the server again, on the same port and data. */
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
