package dev.tiercel.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Closed-loop load: each connection sends its next request when it has the answer. */
final class Load {
    private static final int OK = 200;

    private final int connections;

    Load(int connections) {
        this.connections = connections;
    }

    /**
     * Loads a server.
     *
     * @return the number of answers
     * @throws IllegalStateException if an answer is not the expected one
     */
    long run(int port, Workload workload, byte[] expected, Duration duration) {
        byte[] request = workload.request(port);
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                results.add(threads.submit(() -> connection(port, request, expected, end)));
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

    private static long connection(int port, byte[] request, byte[] expected, long end) {
        long count = 0;
        try (ClientConnection connection = new ClientConnection(port)) {
            while (System.nanoTime() - end < 0) {
                int status = connection.exchange(request);
                if (status != OK || connection.body().length != expected.length) {
                    throw new IllegalStateException("status " + status);
                }
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }
}
