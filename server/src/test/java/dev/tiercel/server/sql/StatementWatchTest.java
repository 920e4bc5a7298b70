package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.effect.TimeLimit;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatementWatchTest {
    private static final String ENDLESS =
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c";
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

    @Test
    @Timeout(20)
    @DisplayName("A statement of SQLite that is asked to end before it runs ends once it does")
    void asksAgain() throws SQLException, InterruptedException {
        try (StatementWatch watch = new StatementWatch();
                Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement endless = connection.prepareStatement(ENDLESS)) {
            watch.start();
            CountDownLatch asked = new CountDownLatch(1);
            StatementWatch.Target target =
                    StatementWatch.statement(SqlDialect.SQLITE, connection, endless);
            StatementWatch.Watched watched =
                    watch.watch(noticing(target, asked), new TimeLimit(1, NANOS_MAX));
            asked.await();

            assertThatThrownBy(endless::execute).hasMessageContaining("interrupt");
            assertThat(watched.end()).isTrue();
        }
    }

    private static StatementWatch.Target noticing(
            StatementWatch.Target target, CountDownLatch asked) {
        return new StatementWatch.Target() {
            @Override
            public void cancel() throws SQLException {
                target.cancel();
                asked.countDown();
            }

            @Override
            public boolean missesEarlyRequests() {
                return target.missesEarlyRequests();
            }

            @Override
            public void abort() {}
        };
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
