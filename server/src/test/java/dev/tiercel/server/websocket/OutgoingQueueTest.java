package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.websocket.OutgoingQueue.Offer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WS-20 ({@code close}), WS-29, WS-33. */
class OutgoingQueueTest {
    @Test
    void theFirstFrameWakesAWriterAndTheNextDoNot() {
        OutgoingQueue queue = queue(10, 1000, false);
        assertThat(queue.offer(frame('a', 3))).isEqualTo(Offer.QUEUED_FIRST);
        assertThat(queue.offer(frame('b', 3))).isEqualTo(Offer.QUEUED);
        assertThat(written(queue)).containsExactly("aaabbb");
        assertThat(queue.offer(frame('c', 2))).isEqualTo(Offer.QUEUED_FIRST);
    }

    @Test
    void aFullQueueDiscardsTheOldestMessages() {
        OutgoingQueue queue = queue(2, 1000, false);
        queue.offer(frame('a', 2));
        queue.offer(frame('b', 2));
        assertThat(queue.offer(frame('c', 2))).isEqualTo(Offer.QUEUED_AFTER_DROPPING);
        assertThat(queue.takeDropped()).isEqualTo(1);
        assertThat(queue.takeDropped()).isZero();
        assertThat(written(queue)).containsExactly("bbcc");
    }

    @Test
    void bytesAreBoundedToo() {
        OutgoingQueue queue = queue(100, 10, false);
        queue.offer(frame('a', 4));
        queue.offer(frame('b', 4));
        assertThat(queue.offer(frame('c', 9))).isEqualTo(Offer.QUEUED_AFTER_DROPPING);
        assertThat(written(queue)).containsExactly("ccccccccc");
    }

    @Test
    void aMessageLargerThanTheQueueIsDiscardedAndTheOthersStay() {
        OutgoingQueue queue = queue(100, 10, false);
        queue.offer(frame('a', 4));
        assertThat(queue.offer(frame('b', 11))).isEqualTo(Offer.DROPPED);
        assertThat(written(queue)).containsExactly("aaaa");
    }

    @Test
    void thePolicyCloseDiscardsTheQueue() {
        OutgoingQueue queue = queue(1, 1000, true);
        queue.offer(frame('a', 2));
        assertThat(queue.offer(frame('b', 2))).isEqualTo(Offer.OVERFLOWED);
        assertThat(queue.takeDropped()).isEqualTo(2);
        queue.offerClose(frame('x', 2));
        assertThat(written(queue)).containsExactly("xx");
    }

    @Test
    void theCloseFrameGoesLastAndNothingFollowsIt() {
        OutgoingQueue queue = queue(10, 1000, false);
        queue.offer(frame('a', 2));
        assertThat(queue.offerClose(frame('x', 2))).isFalse();
        assertThat(queue.offer(frame('b', 2))).isEqualTo(Offer.CLOSED);
        assertThat(queue.offerClose(frame('y', 2))).isFalse();
        assertThat(queue.offerPong(frame('p', 2))).isFalse();
        assertThat(queue.offerPing(frame('p', 2))).isFalse();
        assertThat(written(queue)).containsExactly("aa", "xx");
        assertThat(queue.isClosing()).isTrue();
    }

    @Test
    void pongsGoBeforeMessagesAndTheNewestReplacesTheOneThatWaits() {
        OutgoingQueue queue = queue(10, 1000, false);
        queue.offer(frame('a', 2));
        queue.offerPong(frame('p', 2));
        queue.offerPong(frame('q', 2));
        assertThat(written(queue)).containsExactly("qq", "aa");
    }

    @Test
    void pingsOfTheServerPushOutNoPongsAndPongsNoPings() {
        OutgoingQueue queue = queue(10, 1000, false);
        queue.offer(frame('a', 2));
        queue.offerPing(frame('i', 2));
        queue.offerPong(frame('o', 2));
        queue.offerPing(frame('i', 2));
        assertThat(written(queue)).containsExactly("oo", "ii", "aa");
    }

    @Test
    void framesAreJoinedUpToTheSizeOfAWrite() {
        OutgoingQueue queue = queue(100, 1_000_000, false);
        queue.offer(frame('a', 10_000));
        queue.offer(frame('b', 6_000));
        queue.offer(frame('c', 1_000));
        queue.offer(frame('d', 20_000));
        assertThat(written(queue))
                .extracting(String::length)
                .containsExactly(16_000, 1_000, 20_000);
    }

    @Test
    void aDiscardedQueueTakesNothing() {
        OutgoingQueue queue = queue(10, 1000, false);
        queue.offer(frame('a', 2));
        queue.discard();
        assertThat(queue.offer(frame('b', 2))).isEqualTo(Offer.CLOSED);
        assertThat(written(queue)).isEmpty();
    }

    @Test
    void aBatchKnowsItsMessages() {
        OutgoingQueue queue = queue(100, 1_000_000, false);
        queue.offer(FrameWriter.text("hällo"));
        queue.offer(FrameWriter.frame(FrameKind.BINARY, new byte[200]));
        queue.offer(FrameWriter.frame(FrameKind.BINARY, new byte[9_000]));
        OutgoingQueue.Batch batch = queue.take();
        assertThat(batch.texts()).isEqualTo(1);
        assertThat(batch.binaries()).isEqualTo(2);
        assertThat(batch.payloadBytes()).isEqualTo(9_206);
        queue.take();
        queue.offer(FrameWriter.frame(FrameKind.BINARY, new byte[70_000]));
        assertThat(queue.take().payloadBytes()).isEqualTo(70_000);
    }

    private static List<String> written(OutgoingQueue queue) {
        List<String> writes = new ArrayList<>();
        for (OutgoingQueue.Batch batch = queue.take(); batch.length() > 0; batch = queue.take()) {
            writes.add(new String(batch.bytes(), 0, batch.length(), StandardCharsets.US_ASCII));
        }
        return writes;
    }

    private static byte[] frame(char content, int length) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) content);
        return frame;
    }

    private static OutgoingQueue queue(int messages, long bytes, boolean closesWhenFull) {
        return new OutgoingQueue(
                new SessionLimits(
                        65_536,
                        messages,
                        bytes,
                        closesWhenFull,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO));
    }
}
