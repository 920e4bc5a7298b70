package dev.tiercel.jit.tier;

import dev.tiercel.jit.CodeStatistics;
import dev.tiercel.jit.WhyNotCompiled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a unit has been executed since its revision was published (ADM-31). There are no exits,
 * because no code is specialised.
 *
 * @param errors calls that ended with an error
 * @param durations time in the logic, from samples
 * @param byTier an entry for each tier in their order
 * @param compilations empty if there was none
 * @param code the class that is called; empty in the interpreter
 * @param recompiles compilations that replaced an earlier class
 * @param whyNotCompiled why the interpreter runs the unit; empty if it does not
 */
public record UnitStatistics(
        String unit,
        Tier tier,
        UnitState state,
        long calls,
        long errors,
        Durations durations,
        List<TierCalls> byTier,
        Optional<Compilations> compilations,
        Optional<CodeStatistics> code,
        int recompiles,
        Optional<WhyNotCompiled> whyNotCompiled) {
    public UnitStatistics {
        byTier = List.copyOf(byTier);
    }

    /** Returns the calls in a tier. */
    public TierCalls in(Tier tier) {
        return byTier.get(tier.ordinal());
    }

    /** Durations of calls in nanoseconds; empty as long as there is no sample. */
    public record Durations(OptionalLong mean, OptionalLong median, OptionalLong percentile99) {}

    /** Calls in one tier. */
    public record TierCalls(long calls, OptionalLong meanNanos) {}

    /** Compilations that ended, whatever their result. */
    public record Compilations(int count, long lastNanos, long totalNanos, Instant lastAt) {}
}
