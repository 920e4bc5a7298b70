package dev.tiercel.server.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server program on a port of the loopback address, which a test starts and stops. A shell stands
 * between: it ends the program when its own input ends, which it does with this process too,
 * however that ends.
 */
final class BackendProcess implements AutoCloseable {
    /** Arguments: the signal that ends the program, then its command. */
    private static final String SHELL =
            """
            signal=$1; shift
            exec 3<&0
            "$@" </dev/null 3<&- &
            program=$!
            (read -r _ <&3; kill -"$signal" "$program") &
            watch=$!
            exec 3<&-
            wait "$program"
            kill "$watch" 2>/dev/null
            """;

    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path directory;
    private final int port;
    private final List<String> command;
    private Process shell;

    /**
     * Starts a program and waits until it listens.
     *
     * @param directory of the program, which gets its output in {@code server.log}
     * @param signal that ends it
     */
    BackendProcess(Path directory, int port, String signal, List<String> program) {
        this.directory = directory;
        this.port = port;
        this.command = new ArrayList<>(List.of("sh", "-c", SHELL, "sh", signal));
        command.addAll(program);
        this.shell = launch();
        awaitPort();
    }

    /** Returns a port that nothing listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("server.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Ends the program; what runs on it breaks off. */
    void kill() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the program again, on the same port. */
    void restart() {
        shell = launch();
        awaitPort();
    }

    private void awaitPort() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < START_NANOS_MAX && shell.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException _) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        throw new IllegalStateException(command + " does not listen");
    }

    @Override
    public void close() {
        kill();
    }
}
