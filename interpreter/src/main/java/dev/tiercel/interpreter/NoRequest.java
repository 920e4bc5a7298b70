package dev.tiercel.interpreter;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operations on constants see of a request: nothing, and nothing may ask for it. */
enum NoRequest implements RequestView, Effects {
    INSTANCE;

    @Override
    public @Nullable Object root(Root root) {
        throw asked();
    }

    @Override
    public @Nullable Object parameter(String name) {
        throw asked();
    }

    @Override
    public @Nullable Object query(String name) {
        throw asked();
    }

    @Override
    public @Nullable Object header(String name) {
        throw asked();
    }

    @Override
    public @Nullable Object fields() {
        throw asked();
    }

    @Override
    public long receivedNanos() {
        return 0;
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        throw asked();
    }

    @Override
    public void sleep(Duration duration) {
        throw asked();
    }

    private static IllegalStateException asked() {
        return new IllegalStateException("an operation on constants depends on the request");
    }
}
