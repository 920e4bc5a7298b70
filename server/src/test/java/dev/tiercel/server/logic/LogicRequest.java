package dev.tiercel.server.logic;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A request that has nothing but a body. */
final class LogicRequest implements RequestView, Effects {
    private final @Nullable Object body;
    private final long receivedNanos;

    LogicRequest(@Nullable Object body, long receivedNanos) {
        this.body = body;
        this.receivedNanos = receivedNanos;
    }

    @Override
    public @Nullable Object root(Root root) {
        return switch (root) {
            case BODY -> body;
            case ID -> "request-1";
            default -> null;
        };
    }

    @Override
    public @Nullable Object parameter(String name) {
        return null;
    }

    @Override
    public @Nullable Object query(String name) {
        return null;
    }

    @Override
    public @Nullable Object header(String name) {
        return name.equals("traceparent")
                ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
                : null;
    }

    @Override
    public @Nullable Object fields() {
        return body;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {}

    @Override
    public void sleep(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
