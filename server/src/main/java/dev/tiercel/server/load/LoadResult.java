package dev.tiercel.server.load;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of sending requests.
 *
 * @param requests answers that count
 * @param errors connections that failed, and answers with a status of 400 or above
 * @param countByStatus answers by status
 */
public record LoadResult(
        long requests,
        long errors,
        Duration duration,
        Latencies latencies,
        Map<Integer, Long> countByStatus) {
    public LoadResult {
        countByStatus = Collections.unmodifiableMap(new TreeMap<>(countByStatus));
    }

    /** Times from the intended start of a request to the end of its answer. */
    public record Latencies(long p50, long p90, long p99, long p999, long max) {
        static Latencies of(LatencyHistogram histogram) {
            return new Latencies(
                    histogram.quantileNanos(0.5),
                    histogram.quantileNanos(0.9),
                    histogram.quantileNanos(0.99),
                    histogram.quantileNanos(0.999),
                    histogram.maxNanos());
        }
    }

    /** Returns how many answers came per second. */
    public double requestsPerSecond() {
        return requests / (duration.toNanos() / 1e9);
    }
}
