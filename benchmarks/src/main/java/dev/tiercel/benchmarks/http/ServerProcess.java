package dev.tiercel.benchmarks.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that is compared, as a process of its own on one core. */
public final class ServerProcess implements AutoCloseable {
    private static final int START_SECONDS_MAX = 60;
    private static final long POLL_MILLIS = 50;
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:PerMethodRecompilationCutoff=10000",
                    "-XX:PerBytecodeRecompilationCutoff=10000",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx512m");

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts Tiercel with a directory of documents and a configuration. */
    public static ServerProcess tiercel(Path documents, Path data, Path configuration, String core)
            throws IOException {
        int port = freePort();
        return start(
                core,
                port,
                "dev.tiercel.server.Main",
                "serve",
                documents.toString(),
                "--no-watch",
                "--port",
                String.valueOf(port),
                "--data",
                data.toString(),
                "--config",
                configuration.toString());
    }

    /** Starts {@link TwinServer}. */
    static ServerProcess twin(Backends backends, String core) throws IOException {
        int port = freePort();
        return start(
                core,
                port,
                TwinServer.class.getName(),
                String.valueOf(port),
                backends.databaseUrl(),
                backends.redisUrl());
    }

    /** Starts a server whose main class takes the port. */
    public static ServerProcess twin(Class<?> main, String core) throws IOException {
        int port = freePort();
        return start(core, port, main.getName(), String.valueOf(port));
    }

    /** Returns the id of the process. */
    public long id() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    /** Returns the processor time that the process has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerProcess start(String core, int port, String... program)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            command.addAll(List.of("/usr/bin/taskset", "-c", core));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(program));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Files.createTempFile("server", ".log").toFile())
                        .directory(new File("."))
                        .start();
        ServerProcess server = new ServerProcess(process, port);
        server.awaitStart();
        return server;
    }

    private void awaitStart() throws IOException {
        for (int i = 0; i < START_SECONDS_MAX * 1000 / POLL_MILLIS; i++) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with " + process.exitValue());
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                await();
            }
        }
        throw new IOException("the server does not listen on port " + port);
    }

    private void await() {
        try {
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
