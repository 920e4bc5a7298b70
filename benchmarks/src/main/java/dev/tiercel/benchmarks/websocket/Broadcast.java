package dev.tiercel.benchmarks.websocket;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Bursts of messages to all members of a room: deliveries per second of the server's processor. */
final class Broadcast {
    private static final int PAYLOAD_BYTES = 128;
    private static final long FRAME_BYTES = (long) PAYLOAD_BYTES + Frames.headBytes(PAYLOAD_BYTES);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int DELIVERIES_IN_A_ROUND = 4_000_000;

    /** Messages one by one cost many times as much, so that fewer are enough. */
    private static final int SINGLE_SHARE = 20;

    private static final int ROUNDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ServerProcess server;

    Broadcast(ServerProcess server) {
        this.server = server;
    }

    List<String> run(int members, int burst) throws IOException {
        int share = burst == 1 ? SINGLE_SHARE : 1;
        int bursts = Math.max(1, DELIVERIES_IN_A_ROUND / share / members / burst);
        try (Members room = new Members(server.port(), "/room", members);
                Peer publisher = Peer.connect(server.port(), "/publish", 0)) {
            byte[] frames = frames(burst);
            long expected = FRAME_BYTES * members * burst;
            double[] perSecond = new double[ROUNDS];
            long lost = round(room, publisher, frames, expected, bursts);
            for (int i = 0; i < ROUNDS; i++) {
                Duration before = server.cpu();
                lost += round(room, publisher, frames, expected, bursts);
                double seconds = server.cpu().minus(before).toNanos() / NANOS_PER_SECOND;
                perSecond[i] = (double) members * burst * bursts / seconds;
            }
            Arrays.sort(perSecond);
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "broadcast of %d bytes to %d members, bursts of %d: %.0f deliveries per"
                                    + " CPU second (%.0f to %.0f), %d lost",
                            PAYLOAD_BYTES,
                            members,
                            burst,
                            perSecond[ROUNDS / 2],
                            perSecond[0],
                            perSecond[ROUNDS - 1],
                            lost));
        }
    }

    private static long round(
            Members room, Peer publisher, byte[] frames, long expected, int bursts)
            throws IOException {
        long lost = 0;
        for (int i = 0; i < bursts; i++) {
            publisher.send(frames);
            lost += expected - room.receive(expected, PATIENCE, (_, _) -> {});
        }
        return lost / FRAME_BYTES;
    }

    private static byte[] frames(int burst) {
        byte[] frame = Frames.text("x".repeat(PAYLOAD_BYTES));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < burst; i++) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }
}
