package dev.tiercel.server.load;

/**
 * Counts of durations in classes whose width is at most a sixty-fourth of the duration, as in
 * Tene's HdrHistogram. Not thread-safe; histograms of several threads are added up in the end.
 */
final class LatencyHistogram {
    private static final int DETAIL_BITS = 6;
    private static final int DETAIL = 1 << DETAIL_BITS;

    private final long[] counts = new long[(Long.SIZE - DETAIL_BITS) * DETAIL];
    private long count;
    private long max;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[index(value)]++;
        count++;
        max = Math.max(max, value);
    }

    void addAll(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    long count() {
        return count;
    }

    long maxNanos() {
        return max;
    }

    /** Returns the duration that a share of all durations does not exceed; 0 if there are none. */
    long quantileNanos(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(max, upperBound(i));
            }
        }
        return max;
    }

    private static int index(long value) {
        if (value < DETAIL) {
            return (int) value;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - DETAIL_BITS;
        return (exponent + 1) * DETAIL + (int) (value >> exponent) - DETAIL;
    }

    private static long upperBound(int index) {
        if (index < DETAIL) {
            return index;
        }
        int exponent = index / DETAIL - 1;
        long start = (long) (index % DETAIL + DETAIL) << exponent;
        return start + (1L << exponent) - 1;
    }
}
