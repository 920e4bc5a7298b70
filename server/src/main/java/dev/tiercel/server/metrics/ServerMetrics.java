package dev.tiercel.server.metrics;

import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.CompilationOutcome;
import dev.tiercel.jit.tier.Tier;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.server.client.HttpClientMetrics;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.RequestObserver;
import dev.tiercel.server.redis.RedisMetrics;
import dev.tiercel.server.route.ChangeObserver;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.sql.SqlMetrics;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.websocket.SocketMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server counts and measures (ADM-35), in the text format of Prometheus. Thread-safe. */
public final class ServerMetrics
        implements RequestObserver,
                ChangeObserver,
                CompilationObserver,
                SqlMetrics,
                RedisMetrics,
                HttpClientMetrics,
                SocketMetrics {
    private static final String USER_CODE = "USER";

    /** What the library adds to each timer: the greatest value of late. */
    private static final String GREATEST = "_max";

    private static final Set<String> CODES =
            Stream.concat(
                            Arrays.stream(ErrorCode.values()).map(Enum::name),
                            Arrays.stream(ProblemCode.values()).map(Enum::name))
                    .collect(Collectors.toUnmodifiableSet());

    private static final ExpositionFormatWriter WRITER =
            ExpositionFormats.init().getPrometheusTextFormatWriter();

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Place, RouteMeters> metersByPlace = new ConcurrentHashMap<>();
    private final Map<String, SocketMeters> socketMetersByRoute = new ConcurrentHashMap<>();
    private final String version;

    private record Place(String route, String method) {}

    /**
     * @param version of the server
     */
    public ServerMetrics(String version) {
        this.version = version;
    }

    /** Returns all values. */
    public String scrape() {
        // The library takes `_info` from the end of names, so this one is written here.
        return "# HELP tiercel_build_info What runs\n# TYPE tiercel_build_info gauge\n"
                + "tiercel_build_info{java=\""
                + Runtime.version()
                + "\",version=\""
                + version
                + "\"} 1\n"
                + registered();
    }

    private String registered() {
        MetricSnapshots snapshots =
                registry.getPrometheusRegistry().scrape(name -> !name.endsWith(GREATEST));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            WRITER.write(text, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Adds a value that is asked for when metrics are read. */
    public void gauge(String name, Map<String, String> labels, Supplier<Number> value) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        Gauge.builder(name, value).tags(tags).register(registry);
    }

    @Override
    public void ended(ReleaseOrigin origin, Result result) {
        registry.counter(
                        "tiercel.release.changes",
                        "origin",
                        origin.text(),
                        "result",
                        result.label())
                .increment();
    }

    @Override
    public void ended(Tier tier, CompilationOutcome outcome, long nanos) {
        count(tier, outcome);
        Timers.of(registry, "tiercel.compile", Tags.of("tier", Integer.toString(tier.number())))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void dropped(Tier tier) {
        count(tier, CompilationOutcome.DISCARDED);
    }

    private void count(Tier tier, CompilationOutcome outcome) {
        registry.counter(
                        "tiercel.compilations",
                        "tier",
                        Integer.toString(tier.number()),
                        "result",
                        outcome.label())
                .increment();
    }

    @Override
    public void answered(Answered request) {
        RouteMeters meters = meters(request);
        meters.request(request.status(), request.nanos());
        if (request.logicNanos() >= 0) {
            meters.logic(request.tier(), request.logicNanos());
        }
        request.errorCode()
                .ifPresent(code -> {
                    meters.error(label(code));
                    if (code.equals(ProblemCode.RATE_LIMITED.name())) {
                        meters.rateLimited();
                    }
                });
    }

    /** Returns the label of an error's code: all codes of authors are one. */
    private static String label(String code) {
        return CODES.contains(code) ? code : USER_CODE;
    }

    private RouteMeters meters(Answered request) {
        String route = request.route().map(ServedRoute::pattern).orElse("");
        String method =
                request.route()
                        .map(r -> r.method().name())
                        .or(() -> RouteMethod.ofReceived(request.method()).map(Enum::name))
                        .orElse("OTHER");
        return metersByPlace.computeIfAbsent(
                new Place(route, method), p -> new RouteMeters(registry, p.route(), p.method()));
    }

    @Override
    public SocketMetrics.Meters route(
            String pattern, IntSupplier connections, IntSupplier largestQueue) {
        return socketMetersByRoute.computeIfAbsent(
                pattern,
                route -> {
                    Map<String, String> labels = Map.of("route", route);
                    gauge("tiercel.ws.connections", labels, connections::getAsInt);
                    gauge("tiercel.ws.queue.messages", labels, largestQueue::getAsInt);
                    return new SocketMeters(registry, route, ServerMetrics::label);
                });
    }

    @Override
    public void channels(IntSupplier count) {
        gauge("tiercel.ws.channels", Map.of(), count::getAsInt);
    }

    @Override
    public void exchange(String host, int status, long nanos) {
        Tags tags = Tags.of("host", host, "status", Integer.toString(status));
        Timers.of(registry, "tiercel.http.client", tags).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void command(String name, long nanos) {
        Timers.of(registry, "tiercel.redis", Tags.of("command", name))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void statement(String database, long nanos) {
        Timers.of(registry, "tiercel.sql", Tags.of("database", database))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void error(String database, String code) {
        registry.counter("tiercel.sql.errors", "database", database, "code", code).increment();
    }

    @Override
    public void pool(String database, ToIntFunction<ConnectionState> count) {
        for (ConnectionState state : ConnectionState.values()) {
            gauge(
                    "tiercel.sql.connections",
                    Map.of("database", database, "state", state.name().toLowerCase(Locale.ROOT)),
                    () -> count.applyAsInt(state));
        }
    }
}
