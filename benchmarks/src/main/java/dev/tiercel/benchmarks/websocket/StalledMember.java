package dev.tiercel.benchmarks.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A room in which one member does not read: what the others see of it. */
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
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final int port;

    StalledMember(int port) {
        this.port = port;
    }

    List<String> run() throws IOException {
        double[] without = new double[ROUNDS];
        double[] with = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        round();
        for (int i = 0; i < ROUNDS; i++) {
            without[i] = round();
            try (Peer stalled = Peer.connect(port, "/room", SMALL_BUFFER_BYTES)) {
                with[i] = round();
                if (!stalled.channel().isOpen()) {
                    throw new IOException("the member that does not read is gone");
                }
            }
            ratios[i] = with[i] / without[i];
        }
        Arrays.sort(without);
        Arrays.sort(with);
        Arrays.sort(ratios);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d members, %d bytes each %.0f ms: p99 %.2f ms, with one more that does"
                                + " not read %.2f ms, ratio %.2f (%.2f to %.2f)",
                        MEMBERS,
                        PAYLOAD_BYTES,
                        INTERVAL_NANOS / NANOS_PER_MILLISECOND,
                        without[ROUNDS / 2],
                        with[ROUNDS / 2],
                        ratios[ROUNDS / 2],
                        ratios[0],
                        ratios[ROUNDS - 1]));
    }

    /** Returns the 99th percentile of the time from sending to receiving, in milliseconds. */
    private double round() throws IOException {
        Delays delays = new Delays();
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
                room.receive((long) MEMBERS * FRAME_BYTES, PATIENCE, delays);
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
    private static final class Delays implements Members.Receiver {
        private final long[] nanos = new long[MESSAGES * MEMBERS];
        private final ByteBuffer[] parts = new ByteBuffer[MEMBERS];
        private int count;

        @Override
        public void receive(int member, ByteBuffer bytes) {
            ByteBuffer part = parts[member];
            if (part == null) {
                part = ByteBuffer.allocate(FRAME_BYTES);
                parts[member] = part;
            }
            while (bytes.hasRemaining()) {
                part.put(bytes.get());
                if (!part.hasRemaining()) {
                    note(part);
                    part.clear();
                }
            }
        }

        double percentile99() {
            Arrays.sort(nanos, 0, count);
            return nanos[count * 99 / 100] / NANOS_PER_MILLISECOND;
        }

        private void note(ByteBuffer frame) {
            long sent = 0;
            int head = Frames.headBytes(PAYLOAD_BYTES);
            for (int i = head; i < head + DIGITS; i++) {
                sent = sent * 10 + frame.get(i) - '0';
            }
            nanos[count++] = System.nanoTime() - sent;
        }
    }
}
