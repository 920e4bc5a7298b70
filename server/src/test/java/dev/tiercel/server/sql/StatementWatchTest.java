package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.effect.TimeLimit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatementWatchTest {
    private static final long NANOS_MAX = Duration.ofSeconds(20).toNanos();

    @Test
    @DisplayName("A watch that rests because nothing runs wakes for the next statement")
    void wakes() throws InterruptedException {
        try (StatementWatch watch = new StatementWatch()) {
            Thread watching = watch.start();
            long end = System.nanoTime() + NANOS_MAX;
            while (watching.getState() != Thread.State.WAITING && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            assertThat(watching.getState()).isEqualTo(Thread.State.WAITING);

            CountDownLatch cancelled = new CountDownLatch(1);
            StatementWatch.Watched watched =
                    watch.watch(cancelling(cancelled), new TimeLimit(1_000_000, NANOS_MAX));

            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(watched.end()).isTrue();
        }
    }

    @Test
    @DisplayName("What ends in time is left alone")
    void leavesAlone() {
        try (StatementWatch watch = new StatementWatch()) {
            watch.start();
            CountDownLatch cancelled = new CountDownLatch(1);

            StatementWatch.Watched watched =
                    watch.watch(cancelling(cancelled), new TimeLimit(NANOS_MAX, NANOS_MAX));

            assertThat(watched.end()).isFalse();
            assertThat(cancelled.getCount()).isEqualTo(1);
        }
    }

    private static StatementWatch.Target cancelling(CountDownLatch cancelled) {
        return new StatementWatch.Target() {
            @Override
            public void cancel() {
                cancelled.countDown();
            }

            @Override
            public void abort() {}
        };
    }
}
