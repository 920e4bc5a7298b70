package dev.tiercel.server.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over several connections, each on a thread of its own, and measures the answers to
 * all that begin in the time of measurement. With a rate, a request that has to wait for the one
 * before it counts from the moment when it was to be sent, so that a slow answer shows in those
 * behind it.
 */
public final class LoadRun {
    private static final int ERROR_MIN = 400;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LoadPlan plan;
    private final long startNanos;
    private final long measureNanos;
    private final long endNanos;
    private final List<Client> clients = new ArrayList<>();

    private LoadRun(LoadPlan plan) {
        this.plan = plan;
        this.startNanos = System.nanoTime();
        this.measureNanos = startNanos + plan.warmup().toNanos();
        this.endNanos = measureNanos + plan.duration().toNanos();
        for (int i = 0; i < plan.connections(); i++) {
            clients.add(new Client(i));
        }
    }

    /**
     * Carries a plan out.
     *
     * @param progress is told every second how much time is left
     * @throws IOException if no connection could be made at all
     */
    public static LoadResult of(LoadPlan plan, Consumer<Duration> progress) throws IOException {
        LoadConnection.open(plan).close();
        return new LoadRun(plan).run(progress);
    }

    private LoadResult run(Consumer<Duration> progress) {
        List<Thread> threads = clients.stream().map(Thread.ofVirtual()::start).toList();
        long now = System.nanoTime();
        while (now < endNanos) {
            progress.accept(Duration.ofNanos(endNanos - now));
            LockSupport.parkNanos(Math.min(SECOND_NANOS, endNanos - now));
            now = System.nanoTime();
        }
        for (Thread thread : threads) {
            join(thread);
        }
        return result();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private LoadResult result() {
        LatencyHistogram all = new LatencyHistogram();
        Map<Integer, Long> statuses = new TreeMap<>();
        long errors = 0;
        for (Client client : clients) {
            all.addAll(client.histogram);
            client.countByStatus.forEach(
                    (status, count) -> statuses.merge(status, count, Long::sum));
            errors += client.errors;
        }
        return new LoadResult(
                all.count(), errors, plan.duration(), LoadResult.Latencies.of(all), statuses);
    }

    /** One connection after another, if they break, and what it has measured. */
    private final class Client implements Runnable {
        private final int number;
        private final LatencyHistogram histogram = new LatencyHistogram();
        private final Map<Integer, Long> countByStatus = new TreeMap<>();
        private @Nullable LoadConnection connection;
        private long errors;
        private long sent;

        private Client(int number) {
            this.number = number;
        }

        @Override
        public void run() {
            long intended = next();
            while (intended < endNanos) {
                request(intended);
                intended = next();
            }
            disconnect();
        }

        /** Waits for the time of the next request, and returns it. */
        private long next() {
            if (plan.rate().isEmpty()) {
                return System.nanoTime();
            }
            double period = SECOND_NANOS * plan.connections() / plan.rate().get();
            long offset = (long) (period * number / plan.connections());
            long intended = startNanos + offset + (long) (period * sent);
            sent++;
            long wait = intended - System.nanoTime();
            while (wait > 0 && intended < endNanos) {
                LockSupport.parkNanos(wait);
                wait = intended - System.nanoTime();
            }
            return intended;
        }

        private void request(long intended) {
            try {
                LoadConnection open = connection;
                if (open == null) {
                    open = LoadConnection.open(plan);
                    connection = open;
                }
                count(open.send(), intended);
                if (open.isClosing()) {
                    disconnect();
                }
            } catch (IOException | NumberFormatException _) {
                disconnect();
                errors += intended >= measureNanos ? 1 : 0;
            }
        }

        private void count(int status, long intended) {
            if (intended >= measureNanos) {
                histogram.add(System.nanoTime() - intended);
                countByStatus.merge(status, 1L, Long::sum);
                errors += status >= ERROR_MIN ? 1 : 0;
            }
        }

        private void disconnect() {
            LoadConnection open = connection;
            connection = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException _) {
                    // It is not used any more.
                    return;
                }
            }
        }
    }
}
