package dev.tiercel.benchmarks.compare;

import org.HdrHistogram.Histogram;

/**
 * What came of loading a server.
 *
 * @param answers all of them the expected ones
 * @param seconds until the last answer
 * @param generatorSeconds processor time of the load generator
 * @param latencies in nanoseconds from the intended start of each request; empty for closed loops
 * @param delays in nanoseconds by which the generator was late although a connection was free
 */
record LoadResult(
        long answers,
        double seconds,
        double generatorSeconds,
        Histogram latencies,
        Histogram delays) {
    private static final double NANOS_PER_MICROSECOND = 1000;

    double perSecond() {
        return answers / seconds;
    }

    /** Returns a percentile of the latencies in microseconds. */
    double latencyMicros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICROSECOND;
    }

    /** Returns a percentile of the generator's delays in microseconds. */
    double lateMicros(double percentile) {
        return delays.getValueAtPercentile(percentile) / NANOS_PER_MICROSECOND;
    }
}
