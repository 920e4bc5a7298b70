package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a server does whose thread that accepts connections ends, as it does on a full heap. */
class LostListenerTest {
    @Test
    @DisplayName("A server is told when connections are no longer accepted")
    void lossIsTold() throws InterruptedException {
        Set<Thread> others = AcceptingThread.running();
        try (RunningServer server =
                RunningServer.with("path: /a\nmethod: GET\nlogic: [{return: 1}]\n")) {
            CountDownLatch lost = new CountDownLatch(1);
            AcceptingThread accepting = AcceptingThread.since(others);
            assertThat(accepting.threads()).isNotEmpty();
            server.server().whenLost(lost::countDown);

            accepting.threads().forEach(Thread::interrupt);

            assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("A server that is stopped has not lost its connections")
    void stopIsNoLoss() throws InterruptedException {
        Set<Thread> others = AcceptingThread.running();
        CountDownLatch lost = new CountDownLatch(1);
        AcceptingThread accepting;
        try (RunningServer server =
                RunningServer.with("path: /a\nmethod: GET\nlogic: [{return: 1}]\n")) {
            accepting = AcceptingThread.since(others);
            server.server().whenLost(lost::countDown);
        }
        CountDownLatch ended = new CountDownLatch(1);

        accepting.whenEnded(ended::countDown);

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(lost.getCount()).isEqualTo(1);
    }
}
