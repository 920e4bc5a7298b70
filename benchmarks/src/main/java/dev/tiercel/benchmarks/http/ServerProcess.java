package dev.tiercel.benchmarks.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that is compared, as a process of its own on one core. */
public final class ServerProcess implements AutoCloseable {
    private static final int START_SECONDS_MAX = 180;
    private static final long POLL_MILLIS = 50;
    private static final long BYTES_PER_KIBIBYTE = 1024;
    private static final long IDLE_SPAN_MILLIS = 1000;
    private static final int IDLE_SHARE = 20;
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");
    private static final Pattern METASPACE =
            Pattern.compile("Both: .*committed, +(\\d+)[.\\d]* KB [^,]* used");
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:PerMethodRecompilationCutoff=10000",
                    "-XX:PerBytecodeRecompilationCutoff=10000",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:MetaspaceSize=128m",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final int port;
    private final Path log;

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Returns the options with which every JVM is started. */
    public static List<String> options() {
        return OPTIONS;
    }

    /**
     * Starts Tiercel with a directory of documents.
     *
     * @param configuration beside which it writes its log
     */
    public static ServerProcess tiercel(Path documents, Path data, Path configuration, String core)
            throws IOException {
        int port = freePort();
        return start(
                core,
                port,
                Objects.requireNonNull(configuration.getParent()),
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

    /**
     * Starts a class of this program.
     *
     * @param arguments after the port
     * @param logs the directory of its log
     */
    public static ServerProcess twin(String core, Class<?> main, List<String> arguments, Path logs)
            throws IOException {
        int port = freePort();
        List<String> program = new ArrayList<>(List.of(main.getName(), String.valueOf(port)));
        program.addAll(arguments);
        return start(core, port, logs, program.toArray(String[]::new));
    }

    /** Returns the id of the process. */
    public long id() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    /** Returns what Linux says the process has in memory, 0 elsewhere. */
    public long residentBytes() throws IOException {
        return ResidentMemory.bytes(id());
    }

    /** Returns the processor time that the process has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Has the server free what it does not use. */
    public void collect() throws IOException {
        jcmd("GC.run");
    }

    /** Returns the bytes of the heap that are in use. */
    long heap() throws IOException {
        return BYTES_PER_KIBIBYTE * number(HEAP, jcmd("GC.heap_info"));
    }

    /** Returns the bytes that the classes of the process use. */
    long metaspace() throws IOException {
        return BYTES_PER_KIBIBYTE * number(METASPACE, jcmd("VM.metaspace", "scale=KB"));
    }

    /** Waits until the process uses next to no processor time. */
    void awaitIdle() {
        Duration before = cpu();
        await(IDLE_SPAN_MILLIS);
        while (cpu().minus(before).toMillis() > IDLE_SPAN_MILLIS / IDLE_SHARE) {
            before = cpu();
            await(IDLE_SPAN_MILLIS);
        }
    }

    private String jcmd(String... command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> line = new ArrayList<>(List.of(jcmd.toString(), Long.toString(id())));
        line.addAll(List.of(command));
        Process running = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(text + " does not say " + pattern);
        }
        return Long.parseLong(matcher.group(1));
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

    private static ServerProcess start(String core, int port, Path logs, String... program)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(program));
        return start(core, port, new ProcessBuilder(command).directory(new File(".")), logs);
    }

    /**
     * Starts a program that listens on a port.
     *
     * @param logs the directory of its log
     */
    public static ServerProcess start(String core, int port, ProcessBuilder program, Path logs)
            throws IOException {
        if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            program.command().addAll(0, List.of("/usr/bin/taskset", "-c", core));
        }
        Path log = Files.createTempFile(logs, "server", ".log");
        Process process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        endWithThisProgram(process);
        ServerProcess server = new ServerProcess(process, port, log);
        server.awaitStart();
        return server;
    }

    /** Has a process ended also if this program is interrupted. */
    public static void endWithThisProgram(Process process) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    }

    private void awaitStart() throws IOException {
        for (int i = 0; i < START_SECONDS_MAX * 1000 / POLL_MILLIS; i++) {
            if (!process.isAlive()) {
                throw new IOException(
                        "the server ended with " + process.exitValue() + ", its log is " + log);
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                await(POLL_MILLIS);
            }
        }
        close();
        throw new IOException("the server does not listen on port " + port + ", its log is " + log);
    }

    private void await(long millis) {
        try {
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns a port on which nothing listens. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
