package dev.tiercel.benchmarks.http;

import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.assembly.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what releases cost the requests that run meanwhile: a thousand releases replace two
 * hundred routes while eight connections call them, in turn with the same time without releases.
 * Every answer must come from one version of its route.
 */
public final class SwapLatency {
    private static final int ROUTES = 200;
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 5;
    private static final int RELEASES_PER_ROUND = 200;
    private static final int WARM_UP_ROUNDS = 2;
    private static final long PAUSE_NANOS_MAX = 1_000_000_000L;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final int port;
    private final ExecutorService threads;
    private int version;

    private SwapLatency(int port, ExecutorService threads) {
        this.port = port;
        this.threads = threads;
    }

    /**
     * What the requests of one span of time took, in order.
     *
     * @param nanos sorted
     */
    private record Latencies(long[] nanos, long spanNanos) {
        double micros(double share) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))]
                    / NANOS_PER_MICRO;
        }

        double perSecond() {
            return nanos.length / (spanNanos / NANOS_PER_SECOND);
        }
    }

    /** Something that happens while requests run. */
    private interface Meanwhile {
        void run() throws IOException;
    }

    /**
     * Prints a line per round.
     *
     * @param arguments releases per second; as many as are answered if there are none
     * @throws IOException if the server cannot be started or an answer is wrong
     */
    @SuppressForbidden(reason = "the figures are what the command prints")
    public static void main(String[] arguments) throws IOException {
        long pauseNanos =
                arguments.length == 0
                        ? 0
                        : (long) (NANOS_PER_SECOND / Double.parseDouble(arguments[0]));
        TemporaryDirectory temporary = TemporaryDirectory.create("tiercel-swaps");
        Path directory = temporary.path();
        Path none = Files.createDirectory(directory.resolve("documents"));
        Path configuration = Files.writeString(directory.resolve("tiercel.yaml"), "server: {}\n");
        System.out.println(
                "round  releases/s  requests/s with, without  p50 µs with, without"
                        + "  p99 µs with, without  ratio of p99");
        try (ServerProcess server =
                        ServerProcess.tiercel(
                                none, directory.resolve("data"), configuration, "0,1");
                ExecutorService threads = Executors.newCachedThreadPool()) {
            SwapLatency swaps = new SwapLatency(server.port(), threads);
            swaps.release(ROUTES, 0);
            double[] ratios = new double[ROUNDS];
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                Latencies with = swaps.measure(() -> swaps.release(RELEASES_PER_ROUND, pauseNanos));
                Latencies without = swaps.measure(() -> pause(with.spanNanos()));
                if (round >= 0) {
                    ratios[round] = with.micros(0.99) / without.micros(0.99);
                    System.out.printf(
                            Locale.ROOT,
                            "%5d %11.0f %14.0f %9.0f %9.0f %8.0f %11.0f %8.0f %10.2f%n",
                            round + 1,
                            RELEASES_PER_ROUND / (with.spanNanos() / NANOS_PER_SECOND),
                            with.perSecond(),
                            without.perSecond(),
                            with.micros(0.5),
                            without.micros(0.5),
                            with.micros(0.99),
                            without.micros(0.99),
                            ratios[round]);
                }
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "ratio of p99: median %.2f (%.2f to %.2f)%n",
                    ratios[ROUNDS / 2],
                    ratios[0],
                    ratios[ROUNDS - 1]);
        }
        temporary.close();
    }

    /** Calls the routes on all connections until something else has ended. */
    private Latencies measure(Meanwhile meanwhile) throws IOException {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Future<long[]>> results = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i * ROUTES / CONNECTIONS;
            results.add(threads.submit(() -> call(first, isOver)));
        }
        try {
            meanwhile.run();
        } finally {
            isOver.set(true);
        }
        long span = System.nanoTime() - begin;
        long[] all = new long[0];
        for (Future<long[]> result : results) {
            long[] some = result(result);
            int length = all.length;
            all = Arrays.copyOf(all, length + some.length);
            System.arraycopy(some, 0, all, length, some.length);
        }
        Arrays.sort(all);
        return new Latencies(all, span);
    }

    private static long[] result(Future<long[]> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long[] call(int first, AtomicBoolean isOver) throws IOException {
        long[] nanos = new long[1024];
        int count = 0;
        try (ClientConnection connection = new ClientConnection(port)) {
            for (int route = first; !isOver.get(); route = (route + 1) % ROUTES) {
                byte[] request = request("GET", "/r" + route, "");
                long begin = System.nanoTime();
                AnswerFrame answer = connection.exchange(request);
                long end = System.nanoTime();
                check(route, answer);
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * count);
                }
                nanos[count++] = end - begin;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    /** An answer names its route, and one version three times. */
    private static void check(int route, AnswerFrame answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String version = text.replaceAll(".*\"c\":(\\d+)}", "$1");
        String expected =
                "{\"route\":%1$d,\"a\":%2$s,\"b\":%2$s,\"c\":%2$s}".formatted(route, version);
        if (answer.status() != OK || !text.equals(expected)) {
            throw new IllegalStateException(answer.status() + " " + text);
        }
    }

    /** Replaces the routes in turn, one per release. */
    private void release(int count, long pauseNanos) throws IOException {
        try (ClientConnection admin = new ClientConnection(port)) {
            long next = System.nanoTime();
            for (int i = 0; i < count; i++, version++) {
                byte[] request =
                        request(
                                "POST",
                                "/api/v1/dynamic-routes",
                                document(version % ROUTES, version));
                AnswerFrame answer = admin.exchange(request);
                if (answer.status() != CREATED) {
                    throw new IllegalStateException(
                            new String(answer.body(), StandardCharsets.UTF_8));
                }
                next += pauseNanos;
                pause(next - System.nanoTime());
            }
        }
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, PAUSE_NANOS_MAX));
        }
    }

    private static String document(int route, int version) {
        return """
        {"name":"r%1$d","path":"/r%1$d","method":"GET","logic":[
        {"set":{"a":%2$d,"n":0}},
        {"loop":"{{ range(5) }}","do":[{"set":{"n":"{{ n + 1 }}"}}]},
        {"set":{"b":"{{ a + n - 5 }}"}},
        {"return":{"route":%1$d,"a":"{{ a }}","b":"{{ b }}","c":%2$d}}]}\
        """
                .formatted(route, version);
    }

    private byte[] request(String method, String path, String body) {
        return """
        %s %s HTTP/1.1\r
        Host: localhost:%d\r
        Content-Length: %d\r
        \r
        %s\
        """
                .formatted(method, path, port, body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
