package dev.tiercel.jit.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Compilations that wait, and the threads that run them, oldest first. Thread-safe. A thread is a
 * daemon and starts with the first task.
 */
final class CompileQueue implements AutoCloseable {
    private final BlockingQueue<Runnable> waiting;
    private final List<Thread> threads;
    private volatile boolean isClosed;

    /**
     * @param waitingMax greatest number of tasks that wait
     */
    CompileQueue(int threadCount, int waitingMax) {
        this.waiting = new ArrayBlockingQueue<>(waitingMax);
        List<Thread> compilers = new ArrayList<>();
        for (int i = 1; i <= threadCount; i++) {
            compilers.add(
                    Thread.ofPlatform()
                            .name("tiercel-compiler-" + i)
                            .daemon(true)
                            .unstarted(this::work));
        }
        this.threads = List.copyOf(compilers);
        threads.forEach(Thread::start);
    }

    /** Returns whether the task is in the queue now; false if the queue is full or closed. */
    boolean offer(Runnable task) {
        return !isClosed && waiting.offer(task);
    }

    int size() {
        return waiting.size();
    }

    private void work() {
        try {
            while (!isClosed) {
                waiting.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops what waits; what runs ends. */
    @Override
    public void close() {
        isClosed = true;
        waiting.clear();
        threads.forEach(Thread::interrupt);
    }
}
