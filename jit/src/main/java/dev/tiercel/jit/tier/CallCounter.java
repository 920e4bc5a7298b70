package dev.tiercel.jit.tier;

/**
 * Calls of a unit in one tier. Plain fields: exact for one thread, and close to exact for many,
 * which may lose an increment to each other.
 */
final class CallCounter {
    long calls;
    long errors;
    final CallTimes times = new CallTimes();

    UnitStatistics.TierCalls snapshot() {
        return new UnitStatistics.TierCalls(calls, times.meanNanos());
    }
}
