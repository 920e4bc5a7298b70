package dev.tiercel.runtime;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Effects that only write down what happened; waiting advances the clock of the context.
 * Thread-safe.
 */
public final class RecordedEffects implements Effects {
    private final CoarseClock clock;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable whileSleeping = () -> {};

    public RecordedEffects(CoarseClock clock) {
        this.clock = clock;
    }

    /** Sets what another thread does during the next waits. */
    public void whileSleeping(Runnable action) {
        whileSleeping = action;
    }

    /**
     * Returns {@code LEVEL line message} of log lines and {@code sleep PT0.1S} of waits, in order.
     */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        lines.add(level + " " + location.map(SourceLocation::line).orElse(0) + " " + message);
    }

    @Override
    public void sleep(Duration duration) {
        lines.add("sleep " + duration);
        synchronized (clock) {
            clock.advance(duration);
        }
        whileSleeping.run();
    }
}
