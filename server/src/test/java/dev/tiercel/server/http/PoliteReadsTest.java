package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a connection lets others go first; the clock and the socket are those of the test. */
final class PoliteReadsTest {
    private static final long SOON = 1_000;
    private static final long LATE = 1_000_000;

    private final List<Integer> yieldsBefore = new ArrayList<>();
    private long now;
    private long readNanos;
    private int reads;
    private final PoliteReads polite =
            new PoliteReads(this::readSocket, () -> yieldsBefore.add(reads), () -> now);

    private byte[] readSocket() {
        now += readNanos;
        reads++;
        return new byte[] {(byte) reads};
    }

    private void read(int count, long nanos) {
        readNanos = nanos;
        IntStream.range(0, count).forEach(_ -> polite.get());
    }

    @Test
    @DisplayName("a connection yields before each read while its bytes are there afterwards")
    void yieldsWhileItPays() {
        read(4, SOON);

        assertThat(yieldsBefore).containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName(
            "after reads that waited all the same it pauses twice as long each time, up to 64 reads")
    void pausesWhileItDoesNot() {
        read(400, LATE);

        assertThat(yieldsBefore).containsExactly(0, 2, 5, 10, 19, 36, 69, 134, 199, 264, 329, 394);
    }

    @Test
    @DisplayName("one read that pays ends the pauses")
    void resumes() {
        read(10, LATE);
        yieldsBefore.clear();

        read(4, SOON);

        assertThat(yieldsBefore).containsExactly(10, 11, 12, 13);
    }

    @Test
    @DisplayName("the bytes are those of the socket, and so is their end")
    void givesWhatTheSocketGives() {
        assertThat(polite.get()).containsExactly(1);
        assertThat(new PoliteReads(() -> null, () -> {}, () -> now).get()).isNull();
    }
}
