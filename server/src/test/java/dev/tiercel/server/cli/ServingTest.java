package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ServingTest {
    @Test
    @DisplayName("HTTP-38: a stop ends when all is closed")
    void waitsForTheEnd() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);

        assertThat(Serving.endsWithin(closed::countDown, Duration.ofMinutes(1))).isTrue();
        assertThat(closed.getCount()).isZero();
    }

    @Test
    @DisplayName("HTTP-38: a stop that waits for what never comes ends all the same")
    void doesNotWaitForEver() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runnable waiting =
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };

        assertThat(Serving.endsWithin(waiting, Duration.ofMillis(1))).isFalse();
    }
}
