package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When the timer looks at a session again. */
class SessionTest {
    private static final long SECOND = 1_000_000_000L;

    private final Sink sink = new Sink();

    @Test
    @DisplayName("WS-33: a peer that answers no close frame is disconnected five seconds after it")
    void disconnectsSilentPeersInTime() throws InterruptedException {
        Session session = session(SessionLimits.DEFAULTS);
        session.close(CloseCode.GOING_AWAY, "bye");
        sink.hasWritten.await();
        long written = System.nanoTime();
        awaitNoted(session, written);

        assertThat(session.wake(written + 4 * SECOND)).isBetween(SECOND / 2, SECOND + SECOND / 2);
        assertThat(sink.isDisconnected).isFalse();
        assertThat(session.wake(written + 6 * SECOND)).isNegative();
        assertThat(sink.isDisconnected).isTrue();
    }

    @Test
    @DisplayName("WS-31: the timer is back when the time without any frame is over")
    void looksAtIdlePeersInTime() {
        Session session =
                session(
                        new SessionLimits(
                                100,
                                10,
                                1000,
                                false,
                                Duration.ofSeconds(10),
                                Duration.ZERO,
                                Duration.ofSeconds(4)));
        session.reading(true);
        long received = System.nanoTime();

        assertThat(session.wake(received + SECOND)).isBetween(2 * SECOND, 3 * SECOND);
        assertThat(session.isOpen()).isTrue();
        session.wake(received + 4 * SECOND);
        assertThat(session.closed().code()).isEqualTo(CloseCode.GOING_AWAY);
    }

    /** The writer notes what it has written a moment after it. */
    private static void awaitNoted(Session session, long written) {
        long end = System.nanoTime() + 10 * SECOND;
        while (session.wake(written + 4 * SECOND) > 2 * SECOND && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private Session session(SessionLimits limits) {
        Session session =
                new Session(limits, sink, SocketMetrics.NONE.route("", () -> 0, () -> 0), () -> {});
        session.start(new byte[0]);
        return session;
    }

    private static final class Sink implements FrameSink {
        private final CountDownLatch hasWritten = new CountDownLatch(1);
        private volatile boolean isDisconnected;

        @Override
        public void write(byte[] bytes, int length) {
            if (length > 0) {
                hasWritten.countDown();
            }
        }

        @Override
        public void finish() {}

        @Override
        public void disconnect() {
            isDisconnected = true;
        }
    }
}
