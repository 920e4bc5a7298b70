package dev.tiercel.jit.tier;

import dev.tiercel.jit.CompiledCode;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The account of all compilations. Thread-safe. */
final class CompilerLedger {
    private final CompilationObserver observer;
    private final ReentrantLock lock = new ReentrantLock();
    private int active;
    private long compiled;
    private long failed;
    private long discarded;
    private long totalNanos;
    private int liveClasses;
    private long codeBytes;

    /** Without units that nobody holds and nobody has retired. */
    private final Map<CompiledCode, String> unitByCode = new WeakHashMap<>();

    CompilerLedger(CompilationObserver observer) {
        this.observer = observer;
    }

    void begin() {
        change(() -> {
            active++;
        });
    }

    void end(CompilationOutcome outcome, long nanos) {
        change(() -> {
            active--;
            totalNanos += nanos;
            count(outcome);
        });
        observer.ended(Tier.COMPILED, outcome, nanos);
    }

    /** Notes a unit that left the queue without compilation. */
    void discard() {
        change(() -> {
            count(CompilationOutcome.DISCARDED);
        });
        observer.dropped(Tier.COMPILED);
    }

    void publish(String unit, CompiledCode code) {
        change(() -> {
            unitByCode.put(code, unit);
            liveClasses++;
            codeBytes += code.statistics().bytecodeBytes();
        });
    }

    void withdraw(CompiledCode code) {
        change(() -> {
            unitByCode.remove(code);
            liveClasses--;
            codeBytes -= code.statistics().bytecodeBytes();
        });
    }

    /** Returns the units with the classes that they run. */
    Map<CompiledCode, String> live() {
        lock.lock();
        try {
            return Map.copyOf(unitByCode);
        } finally {
            lock.unlock();
        }
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

    private void count(CompilationOutcome outcome) {
        switch (outcome) {
            case COMPILED -> compiled++;
            case FAILED -> failed++;
            case DISCARDED -> discarded++;
        }
    }
}
