package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sleepers and those that fail. */
class TimerWheelTest {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final int WAIT_SECONDS_MAX = 20;

    @Test
    void aSleeperThatFailsDoesNotEndTheOthers() throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(3);
        try (TimerWheel wheel = new TimerWheel(TICK)) {
            wheel.schedule(
                    _ -> {
                        throw new IllegalStateException("on purpose");
                    },
                    TICK);
            wheel.schedule(
                    _ -> {
                        throw new AssertionError("on purpose");
                    },
                    TICK);
            wheel.schedule(
                    _ -> {
                        woken.countDown();
                        return TICK.toNanos();
                    },
                    TICK.multipliedBy(3));

            assertThat(woken.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSleeperThatIsCancelledOrDoneIsWokenNoMore() throws InterruptedException {
        AtomicInteger wakings = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(10);
        try (TimerWheel wheel = new TimerWheel(TICK)) {
            wheel.schedule(_ -> wakings.addAndGet(100), TICK).cancel();
            wheel.schedule(
                    _ -> {
                        wakings.incrementAndGet();
                        return -1;
                    },
                    TICK);
            wheel.schedule(
                    _ -> {
                        later.countDown();
                        return TICK.toNanos();
                    },
                    TICK);

            assertThat(later.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(wakings).hasValue(1);
    }
}
