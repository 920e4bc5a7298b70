package dev.tiercel.jit.tier;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Sampled durations of calls: their number, sum, and a histogram whose buckets are an eighth of
 * their lower bound wide. Threads that record at the same time may lose samples; that is the price
 * of a counter without contention.
 */
final class CallTimes {
    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int[] NO_SAMPLES = {};

    /** Samples of each bucket up to the longest duration so far: most units are called rarely. */
    private int[] counts = NO_SAMPLES;

    private long count;
    private long totalNanos;

    void record(long nanos) {
        long duration = Math.max(0, nanos);
        int bucket = bucket(duration);
        countsTo(bucket)[bucket]++;
        count++;
        totalNanos += duration;
    }

    /** Returns the counts with room for a bucket. */
    private int[] countsTo(int bucket) {
        int[] known = counts;
        if (bucket >= known.length) {
            known = Arrays.copyOf(known, (bucket / STEPS + 1) * STEPS);
            counts = known;
        }
        return known;
    }

    /** Returns the samples of both. */
    CallTimes plus(CallTimes other) {
        CallTimes sum = new CallTimes();
        sum.add(this);
        sum.add(other);
        return sum;
    }

    private void add(CallTimes other) {
        int[] more = other.counts;
        if (more.length > 0) {
            int[] sum = countsTo(more.length - 1);
            for (int i = 0; i < more.length; i++) {
                sum[i] += more[i];
            }
        }
        count += other.count;
        totalNanos += other.totalNanos;
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
        int[] known = counts;
        long samples = 0;
        for (int bucket : known) {
            samples += bucket;
        }
        long rank = (long) Math.ceil(samples * fraction);
        for (int i = 0; i < known.length && rank > 0; i++) {
            rank -= known[i];
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
