package dev.tiercel.jit.tier;

import dev.tiercel.jit.CompiledCode;
import java.util.concurrent.locks.ReentrantLock;

/** The account of all compilations. Thread-safe. */
final class CompilerLedger {
    private final ReentrantLock lock = new ReentrantLock();
    private int active;
    private long compiled;
    private long failed;
    private long discarded;
    private long totalNanos;
    private int liveClasses;
    private long codeBytes;

    /** What became of a compilation. */
    enum Outcome {
        COMPILED,
        FAILED,
        DISCARDED
    }

    void begin() {
        change(() -> {
            active++;
        });
    }

    void end(Outcome outcome, long nanos) {
        change(() -> {
            active--;
            totalNanos += nanos;
            count(outcome);
        });
    }

    /** Notes a unit that left the queue without compilation. */
    void discard() {
        change(() -> {
            count(Outcome.DISCARDED);
        });
    }

    void publish(CompiledCode code) {
        change(() -> {
            liveClasses++;
            codeBytes += code.statistics().bytecodeBytes();
        });
    }

    void withdraw(CompiledCode code) {
        change(() -> {
            liveClasses--;
            codeBytes -= code.statistics().bytecodeBytes();
        });
    }

    CompilerStatistics snapshot(int threads, int queued) {
        lock.lock();
        try {
            return new CompilerStatistics(
                    threads,
                    queued,
                    active,
                    compiled,
                    failed,
                    discarded,
                    totalNanos,
                    liveClasses,
                    codeBytes);
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable entry) {
        lock.lock();
        try {
            entry.run();
        } finally {
            lock.unlock();
        }
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case COMPILED -> compiled++;
            case FAILED -> failed++;
            case DISCARDED -> discarded++;
        }
    }
}
