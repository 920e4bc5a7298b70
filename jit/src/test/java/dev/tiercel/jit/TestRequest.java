package dev.tiercel.jit;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request with values that a test has set, and a record of the effects of its logic. */
public final class TestRequest implements RequestView, Effects {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final CoarseClock clock = CoarseClock.standing(0);
    private final Map<Root, @Nullable Object> roots = new EnumMap<>(Root.class);
    private final Map<String, String> query = new HashMap<>();
    private final List<String> effects = new ArrayList<>();
    private BudgetLimits limits = BudgetLimits.DEFAULTS;
    private @Nullable Object fields;
    private @Nullable ExecutionContext context;

    /** A request without values. */
    public TestRequest() {}

    public void root(Root root, @Nullable Object value) {
        roots.put(root, value);
    }

    public void query(String name, String value) {
        query.put(name, value);
    }

    public void fields(@Nullable Object value) {
        fields = value;
    }

    public void limits(BudgetLimits newLimits) {
        limits = newLimits;
    }

    /** Returns the effects of all runs, one line each. */
    public List<String> effects() {
        return effects;
    }

    /** Begins a run. */
    public void begin(List<SourceLocation> locations) {
        ExecutionEnvironment environment =
                new ExecutionEnvironment(
                        clock,
                        InstantSource.fixed(NOW),
                        RandomSource.seeded(1),
                        ObjectValue.EMPTY,
                        4,
                        64);
        context =
                new ExecutionContext(
                        environment, limits, locations, this, this, new ResponseBuffer());
    }

    /** Returns the context of the last run. */
    public ExecutionContext context() {
        if (context == null) {
            throw new IllegalStateException("nothing has run");
        }
        return context;
    }

    @Override
    public @Nullable Object root(Root root) {
        return roots.get(root);
    }

    @Override
    public @Nullable Object parameter(String name) {
        return null;
    }

    @Override
    public @Nullable Object query(String name) {
        return query.get(name);
    }

    @Override
    public @Nullable Object header(String name) {
        return null;
    }

    @Override
    public @Nullable Object fields() {
        return fields;
    }

    @Override
    public long receivedNanos() {
        return 0;
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        effects.add(level + " " + message + location.map(l -> " at " + l.line()).orElse(""));
    }

    @Override
    public void sleep(Duration duration) {
        effects.add("sleep " + duration.toMillis());
    }
}
