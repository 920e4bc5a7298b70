package dev.tiercel.server.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The meters of one path pattern and method. Thread-safe. */
final class RouteMeters {
    private static final int TIERS = 3;
    private static final String LIMIT_PREFIX = "LIMIT_";

    private final Families families;
    private final String route;
    private final String method;
    private volatile @Nullable DistributionDataPoint requests;
    private final Map<Integer, CounterDataPoint> countByStatus = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<DistributionDataPoint> logicByTier =
            new AtomicReferenceArray<>(TIERS);

    /** The metrics of requests, for all routes. */
    record Families(
            Counter requests,
            Histogram requestSeconds,
            Histogram logicSeconds,
            Counter errors,
            Counter limitHits,
            Counter rateLimited) {
        static Families of(Instruments instruments) {
            return new Families(
                    instruments.counter("tiercel_http_requests_total", "route", "method", "status"),
                    instruments.seconds("tiercel_http_request_seconds", "route", "method"),
                    instruments.seconds("tiercel_logic_seconds", "route", "method", "tier"),
                    instruments.counter("tiercel_errors_total", "route", "code"),
                    instruments.counter("tiercel_limit_hits_total", "route", "limit"),
                    instruments.counter("tiercel_rate_limited_total", "route"));
        }
    }

    RouteMeters(Families families, String route, String method) {
        this.families = families;
        this.route = route;
        this.method = method;
    }

    void request(int status, long nanos) {
        CounterDataPoint count = countByStatus.get(status);
        if (count == null) {
            count = families.requests().labelValues(route, method, Integer.toString(status));
            countByStatus.put(status, count);
        }
        count.inc();
        DistributionDataPoint times = requests;
        if (times == null) {
            times = families.requestSeconds().labelValues(route, method);
            requests = times;
        }
        times.observe(Instruments.toSeconds(nanos));
    }

    void logic(int tier, long nanos) {
        DistributionDataPoint times = logicByTier.get(tier);
        if (times == null) {
            times = families.logicSeconds().labelValues(route, method, Integer.toString(tier));
            logicByTier.set(tier, times);
        }
        times.observe(Instruments.toSeconds(nanos));
    }

    /**
     * @param code a code of the server, or {@code USER}
     */
    void error(String code) {
        families.errors().labelValues(route, code).inc();
        if (code.startsWith(LIMIT_PREFIX)) {
            families.limitHits().labelValues(route, code).inc();
        }
    }

    void rateLimited() {
        families.rateLimited().labelValues(route).inc();
    }
}
