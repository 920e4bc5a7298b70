package dev.tiercel.runtime;

import dev.tiercel.ir.Root;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose values a test sets. */
public final class FakeRequest implements RequestView {
    private final Map<Root, @Nullable Object> roots = new EnumMap<>(Root.class);
    private final Map<String, Object> parameters = new HashMap<>();
    private final Map<String, Object> queries = new HashMap<>();
    private final Map<String, Object> headers = new HashMap<>();
    private @Nullable Object fields;

    /** Makes a request that was received at time 0. */
    public FakeRequest() {}

    /** Sets the body, which is also where request fields come from. */
    public FakeRequest body(@Nullable Object body) {
        fields = body;
        return root(Root.BODY, body);
    }

    public FakeRequest root(Root root, @Nullable Object value) {
        roots.put(root, value);
        return this;
    }

    public FakeRequest parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    public FakeRequest query(String name, Object value) {
        queries.put(name, value);
        return this;
    }

    public FakeRequest header(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    @Override
    public @Nullable Object root(Root root) {
        return roots.get(root);
    }

    @Override
    public @Nullable Object parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public @Nullable Object query(String name) {
        return queries.get(name);
    }

    @Override
    public @Nullable Object header(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable Object fields() {
        return fields;
    }

    @Override
    public long receivedNanos() {
        return 0;
    }
}
