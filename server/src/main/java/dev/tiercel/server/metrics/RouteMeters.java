package dev.tiercel.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The meters of one path pattern and method. Thread-safe. */
final class RouteMeters {
    private static final int TIERS = 3;
    private static final String LIMIT_PREFIX = "LIMIT_";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Tags routeTags;
    private final Timer requests;
    private final Map<Integer, Counter> countByStatus = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Timer> logicByTier = new AtomicReferenceArray<>(TIERS);

    RouteMeters(MeterRegistry registry, String route, String method) {
        this.registry = registry;
        this.routeTags = Tags.of("route", route);
        this.tags = routeTags.and("method", method);
        this.requests = Timers.of(registry, "tiercel.http.request", tags);
    }

    void request(int status, long nanos) {
        countByStatus
                .computeIfAbsent(
                        status,
                        s ->
                                registry.counter(
                                        "tiercel.http.requests",
                                        tags.and("status", Integer.toString(s))))
                .increment();
        requests.record(nanos, TimeUnit.NANOSECONDS);
    }

    void logic(int tier, long nanos) {
        Timer timer = logicByTier.get(tier);
        if (timer == null) {
            timer = Timers.of(registry, "tiercel.logic", tags.and("tier", Integer.toString(tier)));
            logicByTier.set(tier, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * @param code a code of the server, or {@code USER}
     */
    void error(String code) {
        registry.counter("tiercel.errors", routeTags.and("code", code)).increment();
        if (code.startsWith(LIMIT_PREFIX)) {
            registry.counter("tiercel.limit.hits", routeTags.and("limit", code)).increment();
        }
    }

    void rateLimited() {
        registry.counter("tiercel.rate.limited", routeTags).increment();
    }
}
