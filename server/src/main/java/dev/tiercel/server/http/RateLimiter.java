package dev.tiercel.server.http;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.server.route.RouteLimit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Token buckets per route and key (HTTP-35). They survive a release if the rate limit of the route
 * says the same as before. Thread-safe.
 */
final class RateLimiter {
    /** Number of keys of one route, and of routes, from which full buckets are forgotten. */
    private static final int SWEEP_MIN = 4096;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Buckets> bucketsByRoute = new ConcurrentHashMap<>();
    private volatile int sweepRoutesAt = SWEEP_MIN;

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

    /** Takes a token from the bucket of a key, if it has one. */
    Decision take(String routeId, RouteLimit limit, String key) {
        Buckets buckets = bucketsByRoute.get(routeId);
        if (buckets == null || !buckets.text.equals(limit.text())) {
            if (bucketsByRoute.size() >= sweepRoutesAt) {
                forgetRoutes(nanoTime.getAsLong());
            }
            buckets =
                    bucketsByRoute.compute(
                            routeId,
                            (_, before) ->
                                    before != null && before.text.equals(limit.text())
                                            ? before
                                            : new Buckets(limit));
        }
        return buckets.take(key, nanoTime.getAsLong());
    }

    /** Routes come and go; one that is not called any more has full buckets at some time. */
    private void forgetRoutes(long now) {
        bucketsByRoute.values().removeIf(buckets -> buckets.isFull(now));
        sweepRoutesAt = Math.max(SWEEP_MIN, bucketsByRoute.size() * 2);
    }

    /** Returns the number of routes with buckets that may not be full. */
    int routes() {
        return bucketsByRoute.size();
    }

    /** The buckets of a route, by key. */
    private static final class Buckets {
        private final String text;
        private final long capacity;
        private final double perNano;
        private final ConcurrentHashMap<String, Bucket> byKey = new ConcurrentHashMap<>();
        private volatile int sweepAt = SWEEP_MIN;

        private Buckets(RouteLimit limit) {
            RateLimit.Requests rule = limit.rule();
            this.text = limit.text();
            this.capacity = rule.burst();
            this.perNano = rule.requests() / (rule.periodSeconds() * NANOS_PER_SECOND);
        }

        private Decision take(String key, long now) {
            Bucket bucket = byKey.get(key);
            if (bucket == null) {
                if (byKey.size() >= sweepAt) {
                    sweep(now);
                }
                bucket = byKey.computeIfAbsent(key, _ -> new Bucket(capacity, now));
            }
            synchronized (bucket) {
                refill(bucket, now);
                boolean isAdmitted = bucket.tokens >= 1;
                if (isAdmitted) {
                    bucket.tokens -= 1;
                }
                return new Decision(
                        isAdmitted,
                        capacity,
                        (long) bucket.tokens,
                        seconds(capacity - bucket.tokens),
                        Math.max(1, seconds(1 - bucket.tokens)));
            }
        }

        private void refill(Bucket bucket, long now) {
            double added = (now - bucket.filledNanos) * perNano;
            bucket.tokens = Math.min((double) capacity, bucket.tokens + Math.max(0, added));
            bucket.filledNanos = now;
        }

        private long seconds(double tokens) {
            return tokens <= 0 ? 0 : (long) Math.ceil(tokens / perNano / NANOS_PER_SECOND);
        }

        private boolean isFull(long now) {
            sweep(now);
            return byKey.isEmpty();
        }

        /** A full bucket is the same as none. */
        private void sweep(long now) {
            byKey.values()
                    .removeIf(bucket -> {
                        synchronized (bucket) {
                            return bucket.tokens + (now - bucket.filledNanos) * perNano >= capacity;
                        }
                    });
            sweepAt = Math.max(SWEEP_MIN, byKey.size() * 2);
        }
    }

    /** Tokens of one key; guarded by itself. */
    private static final class Bucket {
        private double tokens;
        private long filledNanos;

        private Bucket(double tokens, long filledNanos) {
            this.tokens = tokens;
            this.filledNanos = filledNanos;
        }
    }
}
