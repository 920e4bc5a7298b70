package dev.tiercel.server.http;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.server.route.RouteLimit;
import dev.tiercel.server.text.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Token buckets per route and key (HTTP-35). They survive a release if the rate limit of the route
 * says the same as before. Clients choose keys, so there are at most {@link #BUCKETS_MAX}: then
 * those are forgotten that would be full soonest, which are the ones that say least. Thread-safe.
 */
final class RateLimiter {
    /** Number of buckets of all routes. */
    static final int BUCKETS_MAX = 1 << 17;

    /** Number of buckets from which full ones are forgotten. */
    private static final int SWEEP_MIN = 4096;

    /** Length from which the digest of a key stands for it. */
    private static final int KEY_CHARS_MAX = 64;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<Key, Bucket> bucketByKey = new ConcurrentHashMap<>();
    private final ReentrantLock sweeping = new ReentrantLock();
    private volatile int sweepAt = SWEEP_MIN;

    /**
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    RateLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What became of a request.
     *
     * @param remaining whole tokens that are left
     * @param fullAfterSeconds time until the bucket is full
     * @param retryAfterSeconds time until there is a token, at least 1
     */
    record Decision(
            boolean isAdmitted,
            long capacity,
            long remaining,
            long fullAfterSeconds,
            long retryAfterSeconds) {}

    private record Key(String routeId, String text) {}

    /** Takes a token from the bucket of a key, if it has one. */
    Decision take(String routeId, RouteLimit limit, String key) {
        Key place =
                new Key(routeId, key.length() > KEY_CHARS_MAX ? "sha256 " + Sha256.of(key) : key);
        Bucket bucket = bucketByKey.get(place);
        if (bucket == null || !bucket.text.equals(limit.text())) {
            if (bucketByKey.size() >= sweepAt) {
                sweep();
            }
            bucket =
                    bucketByKey.compute(
                            place,
                            (_, before) ->
                                    before != null && before.text.equals(limit.text())
                                            ? before
                                            : new Bucket(limit, nanoTime.getAsLong()));
        }
        return bucket.take(nanoTime.getAsLong());
    }

    /** Returns the number of buckets that may not be full. */
    int buckets() {
        return bucketByKey.size();
    }

    private void sweep() {
        sweeping.lock();
        try {
            if (bucketByKey.size() >= sweepAt) {
                forget(nanoTime.getAsLong());
                sweepAt = Math.clamp(bucketByKey.size() * 2L, SWEEP_MIN, BUCKETS_MAX);
            }
        } finally {
            sweeping.unlock();
        }
    }

    /** A full bucket is the same as none. */
    private void forget(long now) {
        bucketByKey.values().removeIf(bucket -> bucket.nanosUntilFull(now) <= 0);
        if (bucketByKey.size() > BUCKETS_MAX / 2) {
            record Wait(Key key, double nanos) {}
            List<Wait> waits =
                    bucketByKey.entrySet().stream()
                            .map(e -> new Wait(e.getKey(), e.getValue().nanosUntilFull(now)))
                            .sorted(Comparator.comparingDouble(Wait::nanos))
                            .toList();
            waits.subList(0, waits.size() - BUCKETS_MAX / 2)
                    .forEach(wait -> bucketByKey.remove(wait.key()));
        }
    }

    /** Tokens of one key; guarded by itself. */
    private static final class Bucket {
        private final String text;
        private final long capacity;
        private final double perNano;
        private double tokens;
        private long filledNanos;

        private Bucket(RouteLimit limit, long now) {
            RateLimit.Requests rule = limit.rule();
            this.text = limit.text();
            this.capacity = rule.burst();
            this.perNano = rule.requests() / (rule.periodSeconds() * NANOS_PER_SECOND);
            this.tokens = capacity;
            this.filledNanos = now;
        }

        private synchronized Decision take(long now) {
            double added = (now - filledNanos) * perNano;
            tokens = Math.min((double) capacity, tokens + Math.max(0, added));
            filledNanos = now;
            boolean isAdmitted = tokens >= 1;
            if (isAdmitted) {
                tokens -= 1;
            }
            return new Decision(
                    isAdmitted,
                    capacity,
                    (long) tokens,
                    seconds(capacity - tokens),
                    Math.max(1, seconds(1 - tokens)));
        }

        private long seconds(double missing) {
            return missing <= 0 ? 0 : (long) Math.ceil(missing / perNano / NANOS_PER_SECOND);
        }

        private synchronized double nanosUntilFull(long now) {
            return (capacity - tokens) / perNano - (now - filledNanos);
        }
    }
}
