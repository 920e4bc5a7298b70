package dev.tiercel.benchmarks.websocket;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Messages that come back, closed loop: processor time of the server per message. */
final class Echo {
    private static final int CONNECTIONS = 64;
    private static final int PAYLOAD_BYTES = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int ROUNDS = 7;
    private static final double NANOS_PER_MICROSECOND = 1000.0;

    private Echo() {}

    static List<String> compare(ServerProcess server, ServerProcess twin) {
        load(server.port(), WARM_UP);
        load(twin.port(), WARM_UP);
        double[] own = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            own[i] = microsPerMessage(server);
            theirs[i] = microsPerMessage(twin);
            ratios[i] = own[i] / theirs[i];
        }
        Arrays.sort(own);
        Arrays.sort(theirs);
        Arrays.sort(ratios);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "echo of %d bytes, %d connections: %.2f µs per message, by hand %.2f, ratio"
                                + " %.2f (%.2f to %.2f)",
                        PAYLOAD_BYTES,
                        CONNECTIONS,
                        own[ROUNDS / 2],
                        theirs[ROUNDS / 2],
                        ratios[ROUNDS / 2],
                        ratios[0],
                        ratios[ROUNDS - 1]));
    }

    private static double microsPerMessage(ServerProcess server) {
        Duration before = server.cpu();
        long messages = load(server.port(), ROUND);
        return server.cpu().minus(before).toNanos() / NANOS_PER_MICROSECOND / messages;
    }

    private static long load(int port, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                results.add(threads.submit(() -> connection(port, end)));
            }
            long sum = 0;
            for (Future<Long> result : results) {
                sum += result.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long connection(int port, long end) {
        byte[] message = Frames.text("x".repeat(PAYLOAD_BYTES));
        ByteBuffer answer =
                ByteBuffer.allocateDirect(PAYLOAD_BYTES + Frames.headBytes(PAYLOAD_BYTES));
        long count = 0;
        try (Peer peer = Peer.connect(port, "/echo", 0)) {
            while (System.nanoTime() - end < 0) {
                peer.send(message);
                peer.readFully(answer.clear());
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }
}
