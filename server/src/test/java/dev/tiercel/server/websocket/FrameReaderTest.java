package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame costs before it has arrived. */
class FrameReaderTest {
    private static final int ANNOUNCED = 1_048_576;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 5000, 70_000})
    @DisplayName("WS-31: a frame takes memory for what has arrived, not for what is announced")
    void announcedLengthsTakeNoMemory(int arrived) {
        byte[] whole = new ClientFrames().frame(0x82, new byte[ANNOUNCED]).toBytes();
        Watched source =
                new Watched(
                        ClientFrames.source(
                                Arrays.copyOf(whole, whole.length - ANNOUNCED + arrived)));

        assertThatThrownBy(() -> new FrameReader(source).read(ANNOUNCED))
                .isInstanceOf(EOFException.class);

        assertThat(source.longest).isLessThanOrEqualTo(1024 + 4 * arrived);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1023, 1024, 1025, 4096, 4097, 65_536, 1_048_576})
    void payloadsArriveWhole(int length) throws IOException {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 31 + i / 251);
        }
        byte[] sent = new ClientFrames().frame(0x82, payload).toBytes();

        Frame frame = new FrameReader(ClientFrames.source(sent)).read(ANNOUNCED);

        assertThat(frame.payload()).isEqualTo(payload);
    }

    /** Remembers the longest array that was to be filled. */
    private static final class Watched implements ByteSource {
        private final ByteSource source;
        private int longest;

        Watched(ByteSource source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public void readFully(byte[] target, int start, int end) throws IOException {
            longest = Math.max(longest, target.length);
            source.readFully(target, start, end);
        }
    }
}
