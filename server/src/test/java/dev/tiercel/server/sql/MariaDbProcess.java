package dev.tiercel.server.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real MariaDB server on the loopback address, which a test starts and stops. */
final class MariaDbProcess implements AutoCloseable {
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final Path directory;
    private final int port;
    private Process process;

    private MariaDbProcess(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.process = launch();
    }

    /** Starts an empty server; anybody is its administrator. */
    static MariaDbProcess start(Path directory) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            socket.close();
            Files.createDirectory(directory.resolve("data"));
            MariaDbProcess server = new MariaDbProcess(directory, port);
            server.awaitPort();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process run(Path directory, String log, String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    private Process launch() {
        try {
            return run(
                    directory,
                    "server.log",
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/test?createDatabaseIfNotExist=true";
    }

    /** Ends the process; what runs on it breaks off. */
    void kill() {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the process again, on the same port and data. */
    void restart() {
        process = launch();
        awaitPort();
    }

    private void awaitPort() {
        long end = System.nanoTime() + START_NANOS_MAX;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException _) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IllegalStateException("mariadbd did not start");
    }

    @Override
    public void close() {
        kill();
    }
}
