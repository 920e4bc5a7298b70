package dev.tiercel.server.engine;

import dev.tiercel.ir.SourceLocation;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.route.LiveUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit that starts when it is asked for the first time: the passes and the register code of
 * thousands of routes would keep a server from its first answer. Thread-safe.
 */
final class LaterUnit implements LiveUnit {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable StartedUnit started;

    // Guarded by the lock.
    /** Holds the program as it comes from the document; forgotten when the unit has started. */
    private @Nullable Supplier<StartedUnit> start;

    private boolean isRetired;

    LaterUnit(String name, Supplier<StartedUnit> start) {
        this.name = name;
        this.start = start;
    }

    /** Starts the unit if nobody has asked for it, and somebody may. */
    void prepare() {
        lock.lock();
        try {
            if (!isRetired) {
                unit();
            }
        } finally {
            lock.unlock();
        }
    }

    void retire() {
        lock.lock();
        try {
            isRetired = true;
            StartedUnit unit = started;
            if (unit != null) {
                unit.entry().retire();
            }
        } finally {
            lock.unlock();
        }
    }

    private StartedUnit unit() {
        StartedUnit unit = started;
        return unit == null ? startOnce() : unit;
    }

    private StartedUnit startOnce() {
        lock.lock();
        try {
            StartedUnit unit = started;
            if (unit == null) {
                unit = Objects.requireNonNull(start).get();
                started = unit;
                start = null;
                if (isRetired) {
                    unit.entry().retire();
                }
            }
            return unit;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Executable target() {
        return unit().target();
    }

    @Override
    public RouteEntry entry() {
        return unit().entry();
    }

    @Override
    public List<SourceLocation> locations() {
        return unit().locations();
    }

    @Override
    public @Nullable ProjectionReader projection() {
        return unit().projection();
    }
}
