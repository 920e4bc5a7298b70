package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.thread.BackgroundPriority;
import dev.tiercel.server.thread.LinuxThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where the work of administrators is done. */
class AdminThreadsTest {
    private static final int MORE_THAN_THERE_ARE = 12;

    private final AdminThreads threads = new AdminThreads();

    @Test
    void workOfVirtualThreadsDoesNotKeepTheirCarriers()
            throws ExecutionException, InterruptedException {
        assertThat(onVirtualThread().get()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void workOfAdministratorsComputesBehindRequests() {
        BackgroundPriority.prepare();

        String work = threads.call(() -> LinuxThread.current().niceValue());

        assertThat(work).isEqualTo("12");
        assertThat(LinuxThread.current().niceValue()).isNotEqualTo("12");
    }

    @Test
    void whatWorkThrowsIsThrown() {
        Refusal refusal = Refusal.of(ProblemCode.NOT_FOUND, "No such route");

        assertThatThrownBy(() ->
                        threads.call(() -> {
                            throw refusal;
                        }))
                .isSameAs(refusal);
        assertThatThrownBy(() ->
                        threads.call(() -> {
                            throw new StackOverflowError("deep");
                        }))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("deep");
    }

    @Test
    void moreWorkThanThreadsIsDoneAllTheSame() throws ExecutionException, InterruptedException {
        CountDownLatch allAreBusy = new CountDownLatch(MORE_THAN_THERE_ARE);
        List<FutureTask<Long>> works = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
            FutureTask<Long> work = new FutureTask<>(() -> threads.call(() -> meet(allAreBusy)));
            Thread.ofVirtual().start(work);
            works.add(work);
        }

        for (FutureTask<Long> work : works) {
            assertThat(work.get()).isZero();
        }
    }

    private static long meet(CountDownLatch all) {
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return all.getCount();
    }

    private FutureTask<Boolean> onVirtualThread() {
        FutureTask<Boolean> isVirtual =
                new FutureTask<>(() -> threads.call(() -> Thread.currentThread().isVirtual()));
        Thread.ofVirtual().start(isVirtual);
        return isVirtual;
    }
}
