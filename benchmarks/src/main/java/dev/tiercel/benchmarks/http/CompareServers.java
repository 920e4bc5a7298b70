package dev.tiercel.benchmarks.http;

import dev.tiercel.benchmarks.OrderInput;
import dev.tiercel.ir.SuppressForbidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares Tiercel with the same routes by hand on Helidon: processor time of the server per
 * request. The servers are loaded in turn, many times; the figure of a server is the median of its
 * rounds.
 */
public final class CompareServers {
    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int WARM_UPS_MAX = 6;
    private static final long WARM_UP_REQUESTS = 60_000;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int ROUNDS = 7;
    private static final double NANOS_PER_MICROSECOND = 1000.0;

    private final Load load = new Load(CONNECTIONS);

    private CompareServers() {}

    /**
     * Runs the comparison and prints a line per workload.
     *
     * @param arguments {@code engine} or {@code connectors} for these workloads only
     * @throws IOException if a server cannot be started
     */
    @SuppressForbidden(reason = "the figures are what the command prints")
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("compare");
        Path documents = Files.createDirectory(directory.resolve("documents"));
        Files.writeString(documents.resolve("checkout.yaml"), OrderInput.checkoutDocument());
        Files.writeString(documents.resolve("order.yaml"), OrderInput.orderDocument());
        Files.writeString(documents.resolve("connectors.yaml"), ConnectorDocuments.TEXT);
        try (Backends backends = Backends.start(directory);
                ServerProcess tiercel =
                        ServerProcess.tiercel(
                                documents,
                                directory.resolve("data"),
                                backends.configuration(directory),
                                "0");
                ServerProcess twin = ServerProcess.twin(backends, "0")) {
            System.out.println(
                    "workload       tiercel µs/req  twin µs/req  ratio  (min .. max of rounds)");
            for (Workload workload : workloads(List.of(arguments))) {
                new CompareServers().compare(workload, tiercel, twin);
            }
        }
    }

    private static List<Workload> workloads(List<String> groups) {
        List<Workload> workloads = new ArrayList<>();
        if (groups.isEmpty() || groups.contains("engine")) {
            workloads.addAll(Workload.engine());
        }
        if (groups.isEmpty() || groups.contains("connectors")) {
            workloads.addAll(Workload.connectors());
        }
        return workloads;
    }

    @SuppressForbidden(reason = "the figures are what the command prints")
    private void compare(Workload workload, ServerProcess tiercel, ServerProcess twin)
            throws IOException {
        byte[] expected = answer(tiercel, workload);
        byte[] other = answer(twin, workload);
        if (!Arrays.equals(expected, other)) {
            throw new IllegalStateException(
                    text(expected) + " is not " + text(other) + " for " + workload.name());
        }
        warmUp(tiercel, workload, expected);
        warmUp(twin, workload, expected);
        double[] own = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            own[i] = microsPerRequest(tiercel, workload, expected);
            theirs[i] = microsPerRequest(twin, workload, expected);
            ratios[i] = own[i] / theirs[i];
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-14s %14.2f %12.2f %6.2f  (%.2f .. %.2f)%n",
                workload.name(),
                median(own),
                median(theirs),
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
    }

    /** On a busy machine the time alone would not be enough for the compilers. */
    private void warmUp(ServerProcess server, Workload workload, byte[] expected) {
        long requests = 0;
        for (int i = 0; i < WARM_UPS_MAX && requests < WARM_UP_REQUESTS; i++) {
            requests += load.run(server.port(), workload, expected, WARM_UP);
        }
    }

    private double microsPerRequest(ServerProcess server, Workload workload, byte[] expected) {
        Duration before = server.cpu();
        long requests = load.run(server.port(), workload, expected, ROUND);
        return server.cpu().minus(before).toNanos() / NANOS_PER_MICROSECOND / requests;
    }

    private static byte[] answer(ServerProcess server, Workload workload) throws IOException {
        try (ClientConnection connection = new ClientConnection(server.port())) {
            int status = connection.exchange(workload.request(server.port()));
            if (status != 200) {
                throw new IllegalStateException(status + " " + text(connection.body()));
            }
            return connection.body();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
