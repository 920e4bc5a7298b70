package dev.tiercel.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Loads a server from the calling thread over many connections. One thread that waits for all
 * sockets costs less processor time per request than most servers, so that one core is enough.
 */
final class LoadLoop implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;
    private static final int SELECT_MILLIS = 100;
    private static final long SILENCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long LATENCY_NANOS_USUAL = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<LoadedConnection> connections = new ArrayList<>();
    private final Selector selector;

    /** Connects to a port of this machine. */
    LoadLoop(int port, int count, List<Expected> exchanges) throws IOException {
        selector = Selector.open();
        try {
            for (int i = 0; i < count; i++) {
                connections.add(new LoadedConnection(port, exchanges, i, selector));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Lets each connection send its next request as soon as it has an answer. */
    LoadResult closed(Duration duration) throws IOException {
        return new Closed(duration).run();
    }

    /**
     * Sends requests at fixed moments, whether or not the server keeps up. Those that are not
     * answered in the end count with the time that they have waited.
     *
     * @param rate requests per second
     * @param grace for the last answers, after the duration
     */
    LoadResult paced(double rate, Duration duration, Duration grace) throws IOException {
        return new Paced(rate, duration, grace).run();
    }

    @Override
    public void close() throws IOException {
        for (LoadedConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }

    private static Histogram histogram() {
        Histogram histogram = new Histogram(LATENCY_NANOS_USUAL, DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** One use of the connections. */
    private abstract class Load implements Consumer<SelectionKey> {
        final long start = System.nanoTime();
        final long end;
        final Histogram latencies = histogram();
        final Histogram delays = histogram();
        long answers;
        int waiting;
        private long lastAnswer = start;
        private @Nullable IOException failure;

        Load(Duration duration) {
            end = start + duration.toNanos();
        }

        abstract void answered(LoadedConnection connection) throws IOException;

        /** Handles the answers that have arrived. */
        void receive(long timeoutMillis) throws IOException {
            int ready =
                    timeoutMillis == 0
                            ? selector.selectNow(this)
                            : selector.select(this, timeoutMillis);
            if (failure != null) {
                throw failure;
            }
            long now = System.nanoTime();
            if (ready > 0) {
                lastAnswer = now;
            } else if (waiting > 0 && now - lastAnswer > SILENCE_NANOS_MAX) {
                throw new IOException(
                        "no answer for %d s"
                                .formatted(TimeUnit.NANOSECONDS.toSeconds(SILENCE_NANOS_MAX)));
            }
        }

        @Override
        public void accept(SelectionKey key) {
            try {
                LoadedConnection connection = (LoadedConnection) key.attachment();
                if (connection.receive(buffer)) {
                    answers++;
                    waiting--;
                    answered(connection);
                }
            } catch (IOException e) {
                failure = e;
            } catch (UncheckedIOException e) {
                failure = e.getCause();
            }
        }

        LoadResult result(long processorNanos) {
            return new LoadResult(
                    answers,
                    (lastAnswer - start) / NANOS_PER_SECOND,
                    (threads.getCurrentThreadCpuTime() - processorNanos) / NANOS_PER_SECOND,
                    latencies,
                    delays);
        }
    }

    private final class Closed extends Load {
        private Closed(Duration duration) {
            super(duration);
        }

        private LoadResult run() throws IOException {
            long processorNanos = threads.getCurrentThreadCpuTime();
            for (LoadedConnection connection : connections) {
                connection.send(start);
                waiting++;
            }
            while (waiting > 0) {
                receive(SELECT_MILLIS);
            }
            return result(processorNanos);
        }

        @Override
        void answered(LoadedConnection connection) throws IOException {
            if (System.nanoTime() - end < 0) {
                connection.send(start);
                waiting++;
            }
        }
    }

    private final class Paced extends Load {
        private final long graceNanos;
        private final double periodNanos;
        private final long count;

        /** Used in turn, so that each connection carries its share of the rate. */
        private final ArrayDeque<LoadedConnection> idle = new ArrayDeque<>(connections);

        private long sent;
        private long freeSince = start;

        private Paced(double rate, Duration duration, Duration grace) {
            super(duration);
            graceNanos = grace.toNanos();
            periodNanos = NANOS_PER_SECOND / rate;
            count = (long) (duration.toNanos() / periodNanos);
        }

        private LoadResult run() throws IOException {
            long processorNanos = threads.getCurrentThreadCpuTime();
            long last = end + graceNanos;
            while (answers < count && System.nanoTime() - last < 0) {
                sendDue();
                // Waiting in the operating system would be longer than many answers take.
                receive(0);
            }
            countUnanswered();
            return result(processorNanos);
        }

        /** What a server did not answer in time has waited at least until now. */
        private void countUnanswered() {
            long now = System.nanoTime();
            for (LoadedConnection connection : connections) {
                if (!idle.contains(connection)) {
                    latencies.recordValue(now - connection.intendedNanos());
                }
            }
            for (; sent < count; sent++) {
                latencies.recordValue(now - intended());
            }
        }

        private long intended() {
            return start + (long) (sent * periodNanos);
        }

        private void sendDue() throws IOException {
            while (sent < count && !idle.isEmpty()) {
                long intended = intended();
                long now = System.nanoTime();
                if (now - intended < 0) {
                    return;
                }
                delays.recordValue(now - Math.max(intended, freeSince));
                idle.remove().send(intended);
                waiting++;
                sent++;
            }
        }

        @Override
        void answered(LoadedConnection connection) {
            long now = System.nanoTime();
            latencies.recordValue(now - connection.intendedNanos());
            if (idle.isEmpty()) {
                freeSince = now;
            }
            idle.add(connection);
        }
    }
}
