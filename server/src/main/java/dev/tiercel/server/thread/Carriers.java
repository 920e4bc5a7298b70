package dev.tiercel.server.thread;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * The threads of the operating system that carry virtual threads. The JVM starts one when there is
 * work for it, from the thread that brings the work, and the new one has the priority of that
 * thread: if work in the background brought it, requests would be carried behind requests.
 * Thread-safe.
 */
final class Carriers {
    private static final long MEETING_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(20);

    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    /** Two meetings at a time would keep each other from coming about. */
    private static final ReentrantLock MEETING = new ReentrantLock();

    private Carriers() {}

    /**
     * Has the JVM start all carriers that are missing, from the calling thread, which has the
     * priority of requests. The JVM ends them after 30 seconds without work.
     */
    static void start() {
        if (isOneMissing() && MEETING.tryLock()) {
            try {
                if (isOneMissing()) {
                    meet(SCHEDULER.getParallelism());
                }
            } finally {
                MEETING.unlock();
            }
        }
    }

    private static boolean isOneMissing() {
        return SCHEDULER.getPoolSize() < SCHEDULER.getParallelism();
    }

    /** Virtual threads that wait for each other without giving their carriers up need one each. */
    private static void meet(int count) {
        long end = System.nanoTime() + MEETING_NANOS_MAX;
        CountDownLatch missing = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Thread.ofVirtual()
                    .name("tiercel-carrier")
                    .start(() -> {
                        missing.countDown();
                        while (missing.getCount() > 0 && System.nanoTime() - end < 0) {
                            Thread.onSpinWait();
                        }
                    });
        }
        try {
            // Without them all the same, work can begin.
            boolean _ = missing.await(MEETING_NANOS_MAX, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
