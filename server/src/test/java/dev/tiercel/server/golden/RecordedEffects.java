package dev.tiercel.server.golden;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Effects that only write down what happened; waiting advances the clock. Thread-safe. */
final class RecordedEffects implements Effects {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final CoarseClock clock;
    private final List<String> lines = new ArrayList<>();
    private LongSupplier fuel = () -> 0;

    RecordedEffects(CoarseClock clock) {
        this.clock = clock;
    }

    /** Sets where the number of steps taken so far is read; it is written before each line. */
    void countSteps(LongSupplier stepsTaken) {
        fuel = stepsTaken;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void log(
            LogLevel level, String message, Optional<SourceLocation> location) {
        add("log " + level.name().toLowerCase(Locale.ROOT) + " " + message);
    }

    @Override
    public synchronized void sleep(Duration duration) {
        double millis = duration.toNanos() / NANOS_PER_MILLISECOND;
        String text = millis == Math.rint(millis) ? "" + (long) millis : "" + millis;
        add("sleep " + text + " ms");
        clock.advance(duration);
    }

    private void add(String line) {
        lines.add("@" + fuel.getAsLong() + " " + line);
    }
}
