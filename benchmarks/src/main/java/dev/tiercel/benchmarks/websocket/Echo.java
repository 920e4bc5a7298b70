package dev.tiercel.benchmarks.websocket;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
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
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 15;
    private static final double NANOS_PER_MICROSECOND = 1000.0;

    private final ServerProcess server;
    private final List<Peer> peers = new ArrayList<>();

    private Echo(ServerProcess server) throws IOException {
        this.server = server;
        for (int i = 0; i < CONNECTIONS; i++) {
            peers.add(Peer.connect(server.port(), "/echo", 0));
        }
    }

    static List<String> compare(ServerProcess server, ServerProcess twin) throws IOException {
        Echo own = new Echo(server);
        Echo other = new Echo(twin);
        own.load(WARM_UP);
        other.load(WARM_UP);
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ours[i] = own.microsPerMessage();
            theirs[i] = other.microsPerMessage();
            ratios[i] = ours[i] / theirs[i];
        }
        own.close();
        other.close();
        Arrays.sort(ours);
        Arrays.sort(theirs);
        Arrays.sort(ratios);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "echo of %d bytes, %d connections: %.2f µs per message, by hand %.2f, ratio"
                                + " %.2f (%.2f to %.2f)",
                        PAYLOAD_BYTES,
                        CONNECTIONS,
                        ours[ROUNDS / 2],
                        theirs[ROUNDS / 2],
                        ratios[ROUNDS / 2],
                        ratios[0],
                        ratios[ROUNDS - 1]));
    }

    private void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
    }

    private double microsPerMessage() {
        Duration before = server.cpu();
        long messages = load(ROUND);
        return server.cpu().minus(before).toNanos() / NANOS_PER_MICROSECOND / messages;
    }

    private long load(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> results = new ArrayList<>();
            for (Peer peer : peers) {
                results.add(threads.submit(() -> load(peer, end)));
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

    private static long load(Peer peer, long end) throws IOException {
        byte[] message = Frames.text("x".repeat(PAYLOAD_BYTES));
        ByteBuffer answer =
                ByteBuffer.allocateDirect(PAYLOAD_BYTES + Frames.headBytes(PAYLOAD_BYTES));
        long count = 0;
        while (System.nanoTime() - end < 0) {
            peer.send(message);
            peer.readFully(answer.clear());
            count++;
        }
        return count;
    }
}
