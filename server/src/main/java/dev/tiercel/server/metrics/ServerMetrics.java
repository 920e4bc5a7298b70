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
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Set<String> CODES =
            Stream.concat(
                            Arrays.stream(ErrorCode.values()).map(Enum::name),
                            Arrays.stream(ProblemCode.values()).map(Enum::name))
                    .collect(Collectors.toUnmodifiableSet());

    private final Instruments instruments = new Instruments();
    private final RouteMeters.Families routeFamilies = RouteMeters.Families.of(instruments);
    private final SocketMeters.Families socketFamilies = SocketMeters.Families.of(instruments);
    private final Counter releaseChanges =
            instruments.counter("tiercel_release_changes_total", "origin", "result");
    private final Counter compilations =
            instruments.counter("tiercel_compilations_total", "tier", "result");
    private final Histogram compileSeconds = instruments.seconds("tiercel_compile_seconds", "tier");
    private final Histogram clientSeconds =
            instruments.seconds("tiercel_http_client_seconds", "host", "status");
    private final Histogram redisSeconds = instruments.seconds("tiercel_redis_seconds", "command");
    private final Histogram sqlSeconds = instruments.seconds("tiercel_sql_seconds", "database");
    private final Counter sqlErrors =
            instruments.counter("tiercel_sql_errors_total", "database", "code");
    private final Map<Place, RouteMeters> metersByPlace = new ConcurrentHashMap<>();
    private final Map<String, SocketMeters> socketMetersByRoute = new ConcurrentHashMap<>();

    private record Place(String route, String method) {}

    /**
     * @param version of the server
     */
    public ServerMetrics(String version) {
        instruments.info(
                "tiercel_build", Map.of("version", version, "java", Runtime.version().toString()));
    }

    /** Returns all values. */
    public String scrape() {
        return instruments.text();
    }

    /** Adds a value that is asked for when metrics are read. */
    public void gauge(String name, Map<String, String> labels, Supplier<? extends Number> value) {
        instruments.gauge(name, labels, value);
    }

    @Override
    public void ended(ReleaseOrigin origin, Result result) {
        releaseChanges.labelValues(origin.text(), result.label()).inc();
    }

    @Override
    public void ended(Tier tier, CompilationOutcome outcome, long nanos) {
        count(tier, outcome);
        compileSeconds
                .labelValues(Integer.toString(tier.number()))
                .observe(Instruments.toSeconds(nanos));
    }

    @Override
    public void dropped(Tier tier) {
        count(tier, CompilationOutcome.DISCARDED);
    }

    private void count(Tier tier, CompilationOutcome outcome) {
        compilations.labelValues(Integer.toString(tier.number()), outcome.label()).inc();
    }

    @Override
    public void answered(Answered request) {
        RouteMeters route = meters(request);
        route.request(request.status(), request.nanos());
        if (request.logicNanos() >= 0) {
            route.logic(request.tier(), request.logicNanos());
        }
        request.errorCode()
                .ifPresent(code -> {
                    route.error(label(code));
                    if (code.equals(ProblemCode.RATE_LIMITED.name())) {
                        route.rateLimited();
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
        return meters(new Place(route, method));
    }

    private RouteMeters meters(Place place) {
        RouteMeters known = metersByPlace.get(place);
        return known != null
                ? known
                : metersByPlace.computeIfAbsent(
                        place, p -> new RouteMeters(routeFamilies, p.route(), p.method()));
    }

    @Override
    public SocketMetrics.Meters route(
            String pattern, IntSupplier connections, IntSupplier largestQueue) {
        return socketMetersByRoute.computeIfAbsent(
                pattern,
                route -> {
                    Map<String, String> labels = Map.of("route", route);
                    gauge("tiercel_ws_connections", labels, connections::getAsInt);
                    gauge("tiercel_ws_queue_messages", labels, largestQueue::getAsInt);
                    return new SocketMeters(
                            socketFamilies,
                            route,
                            meters(new Place(route, RouteMethod.WS.name())),
                            ServerMetrics::label);
                });
    }

    @Override
    public void channels(IntSupplier count) {
        gauge("tiercel_ws_channels", Map.of(), count::getAsInt);
    }

    @Override
    public void exchange(String host, int status, long nanos) {
        clientSeconds
                .labelValues(host, Integer.toString(status))
                .observe(Instruments.toSeconds(nanos));
    }

    @Override
    public void command(String name, long nanos) {
        redisSeconds.labelValues(name).observe(Instruments.toSeconds(nanos));
    }

    @Override
    public void statement(String database, long nanos) {
        sqlSeconds.labelValues(database).observe(Instruments.toSeconds(nanos));
    }

    @Override
    public void error(String database, String code) {
        sqlErrors.labelValues(database, code).inc();
    }

    @Override
    public void pool(String database, ToIntFunction<ConnectionState> count) {
        for (ConnectionState state : ConnectionState.values()) {
            gauge(
                    "tiercel_sql_connections",
                    Map.of("database", database, "state", state.name().toLowerCase(Locale.ROOT)),
                    () -> count.applyAsInt(state));
        }
    }
}
