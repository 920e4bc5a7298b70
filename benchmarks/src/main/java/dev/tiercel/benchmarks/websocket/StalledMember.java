package dev.tiercel.benchmarks.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A room in which one member does not read: what the others see of it, and what the server keeps
 * for it.
 */
final class StalledMember {
    private static final int MEMBERS = 49;
    private static final int PAYLOAD_BYTES = 4096;
    private static final int FRAME_BYTES = PAYLOAD_BYTES + Frames.headBytes(PAYLOAD_BYTES);
    private static final int MESSAGES = 1500;
    private static final int ROUNDS = 5;
    private static final long INTERVAL_NANOS = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int DIGITS = 19;
    private static final int SMALL_BUFFER_BYTES = 4096;

    /** The default limits of a queue (WS-31). */
    private static final int QUEUE_MESSAGES_MAX = 256;

    private static final int QUEUE_BYTES_MAX = 1_048_576;
    private static final String LABELS = "{route=\"/room\"}";
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final int port;

    StalledMember(int port) {
        this.port = port;
    }

    List<String> run() throws IOException {
        double[] without = new double[ROUNDS];
        double[] with = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        double queued = 0;
        double dropped = 0;
        round();
        try (ServerMetrics metrics = new ServerMetrics(port)) {
            for (int i = 0; i < ROUNDS; i++) {
                without[i] = round();
                awaitMembers(metrics, 0);
                double before = dropped(metrics);
                try (Peer _ = Peer.connect(port, "/room", SMALL_BUFFER_BYTES)) {
                    with[i] = round();
                    awaitMembers(metrics, 1);
                    queued = Math.max(queued, queued(metrics));
                    dropped += dropped(metrics) - before;
                }
                ratios[i] = with[i] / without[i];
            }
        }
        Arrays.sort(without);
        Arrays.sort(with);
        Arrays.sort(ratios);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d members, %d bytes each %.0f ms: p99 %.2f ms, with one more that does"
                                + " not read %.2f ms, ratio %.2f (%.2f to %.2f); at most %.0f"
                                + " messages wait for it, %.0f were discarded",
                        MEMBERS,
                        PAYLOAD_BYTES,
                        INTERVAL_NANOS / NANOS_PER_MILLISECOND,
                        without[ROUNDS / 2],
                        with[ROUNDS / 2],
                        ratios[ROUNDS / 2],
                        ratios[0],
                        ratios[ROUNDS - 1],
                        queued,
                        dropped));
    }

    /** Waits until the server has no more members than those that do not read, and has these. */
    private static void awaitMembers(ServerMetrics metrics, int count) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double members = metrics.read("tiercel_ws_connections" + LABELS);
        while (members > count && System.nanoTime() < end) {
            LockSupport.parkNanos(INTERVAL_NANOS);
            members = metrics.read("tiercel_ws_connections" + LABELS);
        }
        if (members != count) {
            throw new IOException("the server has " + members + " members, not " + count);
        }
    }

    private static double queued(ServerMetrics metrics) throws IOException {
        double messages = metrics.read("tiercel_ws_queue_messages" + LABELS);
        if (messages > QUEUE_MESSAGES_MAX || messages * FRAME_BYTES > QUEUE_BYTES_MAX) {
            throw new IOException(messages + " messages wait for the member that does not read");
        }
        return messages;
    }

    private static double dropped(ServerMetrics metrics) throws IOException {
        return metrics.read("tiercel_ws_dropped_total{reason=\"queue\",route=\"/room\"}");
    }

    /** Returns the 99th percentile of the time from sending to receiving, in milliseconds. */
    private double round() throws IOException {
        Delays delays = new Delays();
        EqualFrames frames = new EqualFrames(MEMBERS, FRAME_BYTES, delays::note);
        try (Members room = new Members(port, "/room", MEMBERS);
                Peer publisher = Peer.connect(port, "/publish", 0)) {
            long start = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                for (long left = start + i * INTERVAL_NANOS - System.nanoTime();
                        left > 0;
                        left = start + i * INTERVAL_NANOS - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                publisher.send(message());
                room.receive((long) MEMBERS * FRAME_BYTES, PATIENCE, frames);
            }
        }
        return delays.percentile99();
    }

    private static byte[] message() {
        String time = Long.toString(System.nanoTime());
        return Frames.text(
                "0".repeat(DIGITS - time.length()) + time + "x".repeat(PAYLOAD_BYTES - DIGITS));
    }

    /** Reads the times at which messages were sent. */
    private static final class Delays {
        private final long[] nanos = new long[MESSAGES * MEMBERS];
        private int count;

        double percentile99() {
            Arrays.sort(nanos, 0, count);
            return nanos[count * 99 / 100] / NANOS_PER_MILLISECOND;
        }

        private void note(ByteBuffer frame) {
            long sent = EqualFrames.number(frame, Frames.headBytes(PAYLOAD_BYTES), DIGITS);
            nanos[count++] = System.nanoTime() - sent;
        }
    }
}
