package dev.tiercel.server.backend;

import java.nio.file.Path;
import java.util.List;

/** A real Redis server, which a test starts and stops. */
public final class RedisProcess implements AutoCloseable {
    private final BackendProcess process;

    private RedisProcess(BackendProcess process) {
        this.process = process;
    }

    /** Starts an empty server that keeps nothing. */
    public static RedisProcess start(Path directory) {
        int port = BackendProcess.freePort();
        List<String> command =
                List.of(
                        "redis-server",
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no");
        return new RedisProcess(new BackendProcess(directory, port, "KILL", command));
    }

    public int port() {
        return process.port();
    }

    public String url() {
        return "redis://127.0.0.1:" + process.port();
    }

    /** Ends the server at once, as a crash does. */
    public void kill() {
        process.kill();
    }

    /** Starts the server again, empty. */
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
