package dev.tiercel.benchmarks.http;

import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.assembly.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long a server takes from its start as a process to its first answer of a route: the
 * first start, which imports a directory of documents, and later starts, which load its release.
 */
public final class StartTimes {
    private static final int RESTARTS = 5;
    private static final int SECONDS_MAX = 300;
    private static final long POLL_MILLIS = 2;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int OK = 200;

    private final Path launcher;
    private final int count;
    private final Path directory;
    private final Path documents;
    private final Path data;

    private StartTimes(Path launcher, int count, Path directory) throws IOException {
        this.launcher = launcher;
        this.count = count;
        this.directory = directory;
        this.documents = Files.createDirectory(directory.resolve("documents"));
        this.data = directory.resolve("data");
        ManyDocuments.write(documents, count);
    }

    /**
     * What one start took.
     *
     * @param cpuSeconds processor time until the first answer
     * @param residentBytes memory of the process after it
     */
    private record Start(double seconds, double cpuSeconds, long residentBytes) {}

    /**
     * Prints a line per number of documents.
     *
     * @param arguments the launcher, then numbers of documents; 1 and 10,000 if there are none
     * @throws IOException if a server cannot be started
     */
    @SuppressForbidden(reason = "the figures are what the command prints")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Integer> counts = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            counts.add(Integer.valueOf(arguments[i]));
        }
        System.out.println(
                "documents  first start s  later starts s (median, min .. max)  processor s  MiB");
        for (int count : counts.isEmpty() ? List.of(1, 10_000) : counts) {
            TemporaryDirectory temporary = TemporaryDirectory.create("tiercel-start");
            StartTimes times = new StartTimes(Path.of(arguments[0]), count, temporary.path());
            Start first = times.start();
            List<Start> later = new ArrayList<>();
            for (int i = 0; i < RESTARTS; i++) {
                later.add(times.start());
            }
            double[] seconds = later.stream().mapToDouble(Start::seconds).sorted().toArray();
            double[] cpu = later.stream().mapToDouble(Start::cpuSeconds).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%9d %14.2f %16.2f (%.2f .. %.2f) %22.2f %5d%n",
                    count,
                    first.seconds(),
                    seconds[RESTARTS / 2],
                    seconds[0],
                    seconds[RESTARTS - 1],
                    cpu[RESTARTS / 2],
                    later.getLast().residentBytes() >> 20);
            temporary.close();
        }
    }

    private Start start() throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                launcher.toString(),
                                "serve",
                                documents.toString(),
                                "--no-watch",
                                "--port",
                                String.valueOf(port),
                                "--data",
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(Files.createTempFile(directory, "server", ".log").toFile())
                        .start();
        try {
            awaitAnswer(process, port);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            double cpuSeconds =
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                            / NANOS_PER_SECOND;
            return new Start(seconds, cpuSeconds, ResidentMemory.bytes(process.pid()));
        } finally {
            process.toHandle().destroy();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
            }
        }
    }

    private void awaitAnswer(Process process, int port) throws IOException, InterruptedException {
        byte[] request =
                "GET /n0/7 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with " + process.exitValue());
            }
            try (ClientConnection connection = new ClientConnection(port)) {
                if (connection.exchange(request).status() != OK) {
                    throw new IllegalStateException("the route is not served");
                }
                return;
            } catch (IOException e) {
                process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("no answer for " + count + " documents");
    }
}
