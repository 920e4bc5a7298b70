package dev.tiercel.benchmarks;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.util.Optional;

/** Effects that the documents of the benchmarks do not have. */
enum NoEffects implements Effects {
    INSTANCE;

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        throw new IllegalStateException("the documents of the benchmarks do not log");
    }

    @Override
    public void sleep(Duration duration) {
        throw new IllegalStateException("the documents of the benchmarks do not sleep");
    }
}
