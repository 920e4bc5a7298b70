package dev.tiercel.jit.tier;

import java.util.OptionalLong;

/**
 * Sampled durations of calls: their number, sum, and a histogram whose buckets are an eighth of
 * their lower bound wide. Threads that record at the same time may lose samples; that is the price
 * of a counter without contention.
 */
final class CallTimes {
    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int BUCKETS = (Long.SIZE - STEP_BITS) * STEPS;

    private final int[] counts = new int[BUCKETS];
    private long count;
    private long totalNanos;

    void record(long nanos) {
        long duration = Math.max(0, nanos);
        counts[bucket(duration)]++;
        count++;
        totalNanos += duration;
    }

    /** Returns the samples of both. */
    CallTimes plus(CallTimes other) {
        CallTimes sum = new CallTimes();
        for (int i = 0; i < BUCKETS; i++) {
            sum.counts[i] = counts[i] + other.counts[i];
        }
        sum.count = count + other.count;
        sum.totalNanos = totalNanos + other.totalNanos;
        return sum;
    }

    OptionalLong meanNanos() {
        long samples = count;
        return samples == 0 ? OptionalLong.empty() : OptionalLong.of(totalNanos / samples);
    }

    /**
     * Returns the least duration that no more than the rest of the samples exceed, rounded down to
     * its bucket.
     *
     * @param fraction of the samples, above 0 and at most 1
     */
    OptionalLong quantileNanos(double fraction) {
        long samples = 0;
        for (int bucket : counts) {
            samples += bucket;
        }
        long rank = (long) Math.ceil(samples * fraction);
        for (int i = 0; i < BUCKETS && rank > 0; i++) {
            rank -= counts[i];
            if (rank <= 0) {
                return OptionalLong.of(lowerBound(i));
            }
        }
        return OptionalLong.empty();
    }

    private static int bucket(long duration) {
        int shift = Math.max(0, Long.SIZE - 1 - STEP_BITS - Long.numberOfLeadingZeros(duration));
        return shift * STEPS + (int) (duration >>> shift);
    }

    private static long lowerBound(int bucket) {
        if (bucket < 2 * STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return (long) (bucket - shift * STEPS) << shift;
    }
}
