package dev.tiercel.runtime;

import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An execution context with a standing clock, seeded random values and a request that a test fills.
 */
public final class Fixture {
    /** The instant at which the clock of {@code now} stands. */
    public static final Instant NOW = Instant.parse("2024-12-18T10:30:45Z");

    private static final List<SourceLocation> LOCATIONS =
            List.of(
                    new SourceLocation("orders", "set", "/logic/0", 3, 5),
                    new SourceLocation("orders", "return", "/logic/1", 4, 5));

    public final CoarseClock clock = CoarseClock.standing(0);
    public final FakeRequest request = new FakeRequest();
    public final RecordedEffects effects = new RecordedEffects(clock);
    public final ExecutionContext context;

    private final BudgetLimits limits;
    private final ExecutionEnvironment environment;

    private Fixture(BudgetLimits limits) {
        this.limits = limits;
        this.environment =
                new ExecutionEnvironment(
                        clock,
                        InstantSource.fixed(NOW),
                        RandomSource.seeded(42),
                        ObjectValue.wrap(Shape.of("REGION"), new Object[] {"eu"}),
                        4,
                        64);
        context = context(LOCATIONS);
    }

    /** Returns a new context for a program with these locations. */
    public ExecutionContext context(List<SourceLocation> locations) {
        return new ExecutionContext(
                environment, limits, locations, request, effects, new ResponseBuffer());
    }

    public static Fixture create() {
        return new Fixture(BudgetLimits.DEFAULTS);
    }

    public static Fixture with(BudgetLimits limits) {
        return new Fixture(limits);
    }

    public static Fixture withMemory(long bytes) {
        return new Fixture(new BudgetLimits(10_000_000, 30_000, bytes, 256, 10_000));
    }

    public static Fixture withFuel(long fuel) {
        return new Fixture(new BudgetLimits(fuel, 30_000, 256L << 20, 256, 10_000));
    }

    /** Returns a context for an operation whose budgets do not matter. */
    public static ExecutionContext context() {
        return create().context;
    }

    /**
     * Returns the value of JSON text, of {@code 'text'} in single quotes, or of {@code <base64>}.
     */
    public static @Nullable Object value(String literal) {
        if (literal.startsWith("<")) {
            String base64 = literal.substring(1, literal.length() - 1);
            return BytesValue.wrap(Base64.getDecoder().decode(base64));
        }
        if (literal.startsWith("'")) {
            return literal.substring(1, literal.length() - 1);
        }
        return JsonReader.read(literal.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the array that JSON text denotes. */
    public static ArrayValue array(String literal) {
        return (ArrayValue) Objects.requireNonNull(value(literal));
    }
}
