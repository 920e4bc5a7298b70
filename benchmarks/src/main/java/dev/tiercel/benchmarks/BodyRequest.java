package dev.tiercel.benchmarks;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.RequestView;
import org.jspecify.annotations.Nullable;

/** A request that has a body and nothing else. */
final class BodyRequest implements RequestView {
    private final @Nullable Object body;
    private final long receivedNanos;

    BodyRequest(@Nullable Object body, long receivedNanos) {
        this.body = body;
        this.receivedNanos = receivedNanos;
    }

    @Override
    public @Nullable Object root(Root root) {
        return root == Root.BODY ? body : null;
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
        return null;
    }

    @Override
    public @Nullable Object fields() {
        return body;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }
}
