package dev.tiercel.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What is left of the budgets of a request while tasks use them side by side (OP-13). Thread-safe.
 *
 * <p>Each task settles its steps at each of its checkpoints instead of leasing some in advance: a
 * lease that one task does not use up would make another raise although the sum is not exceeded.
 */
final class SharedBudget {
    private final AtomicLong fuel;
    private final AtomicLong memory;
    private volatile long deadlineNanos;
    private volatile boolean isGraceGranted;

    SharedBudget(long fuel, long memory, long deadlineNanos, boolean isGraceGranted) {
        this.fuel = new AtomicLong(fuel);
        this.memory = new AtomicLong(memory);
        this.deadlineNanos = deadlineNanos;
        this.isGraceGranted = isGraceGranted;
    }

    /** Takes steps and returns how many are left, negative if there were too few. */
    long takeFuel(long steps) {
        return fuel.addAndGet(-steps);
    }

    /** Takes memory if so much is left. */
    boolean takeMemory(long bytes) {
        long left = memory.get();
        while (left >= bytes) {
            if (memory.compareAndSet(left, left - bytes)) {
                return true;
            }
            left = memory.get();
        }
        return false;
    }

    long fuelLeft() {
        return fuel.get();
    }

    long memoryLeft() {
        return memory.get();
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isGraceGranted() {
        return isGraceGranted;
    }

    /** Grants the grace budget of OP-41 unless another task has been given it already. */
    synchronized void grantGrace(long graceFuel, long graceMemory, long graceDeadlineNanos) {
        if (!isGraceGranted) {
            fuel.set(graceFuel);
            memory.set(graceMemory);
            deadlineNanos = graceDeadlineNanos;
            isGraceGranted = true;
        }
    }
}
