package dev.tiercel.server.admin;

import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.AnswerWriter;
import dev.tiercel.server.http.Exchange;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.http.ReservedPaths;
import dev.tiercel.server.http.RouteTrial;
import dev.tiercel.server.metrics.ServerMetrics;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.trial.IsolatedTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API and the health endpoints (admin-api.md). Thread-safe. */
public final class AdminApi implements ReservedPaths {
    private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
    private static final String BASE = "/api/v1/";
    private static final Set<String> RESOURCES =
            Set.of(
                    "dynamic-routes",
                    "global-functions",
                    "extensions",
                    "check",
                    "releases",
                    "engine",
                    "gateway",
                    "openapi.json");
    private static final Set<String> OPEN_PATHS = Set.of("/health", "/ready");
    private static final String METRICS = "/metrics";
    private static final String INTERNAL = "/_tiercel/";

    private final AdminGuard guard;
    private final AdminRoutes routes;
    private final AdminThreads threads = new AdminThreads();
    private final AnswerWriter writer;
    private final long documentBytesMax;
    private final boolean metricsNeedToken;

    /** How routes are run outside the usual: with real effects, and tests with none. */
    public record Trials(RouteTrial route, IsolatedTests tests) {}

    /**
     * Makes the API of a server.
     *
     * @param trials runs routes and tests for administrators
     * @param phases what the server is doing, and its version
     * @param metrics what the server counts; the API adds what it knows
     */
    public AdminApi(
            ServerConfig config,
            Registry registry,
            TierController tiers,
            Trials trials,
            ServerMetrics metrics,
            ServerPhases phases) {
        this.guard = new AdminGuard(config);
        this.writer = new AnswerWriter(config.server());
        this.documentBytesMax = config.documents().limits().bytesMax();
        this.metricsNeedToken = config.metrics().requireToken();
        AdminRoutes.Builder builder = AdminRoutes.builder();
        new HealthEndpoints(registry, phases).addTo(builder);
        new RouteEndpoints(registry).addTo(builder);
        NamedEndpoints.functions(registry).addTo(builder);
        NamedEndpoints.extensions(registry).addTo(builder);
        new CheckEndpoint(registry, trials.tests()).addTo(builder);
        new ReleaseEndpoints(registry, trials.tests()).addTo(builder);
        new TieringEndpoints(config.engine().tiering(), registry, tiers, phases.version())
                .addTo(builder);
        new ExplainEndpoint(registry).addTo(builder);
        new OpenApiEndpoint(registry, phases.version()).addTo(builder);
        new TrialEndpoints(registry, trials.route()).addTo(builder);
        if (config.metrics().isEnabled()) {
            new MetricsEndpoint(registry, tiers, metrics).addTo(builder);
        }
        this.routes = builder.build();
    }

    @Override
    public boolean handle(Exchange exchange, String path) {
        if (!isReserved(path)) {
            return false;
        }
        boolean isOpen = OPEN_PATHS.contains(path) || (path.equals(METRICS) && !metricsNeedToken);
        if (!isOpen) {
            guard.checkOrigin(exchange);
        }
        if (exchange.method().equals("OPTIONS")) {
            send(exchange, options(exchange));
            return true;
        }
        if (!isOpen) {
            guard.checkToken(exchange);
        }
        AdminRoutes.Target target =
                routes.find(exchange.method(), exchange.path())
                        .orElseThrow(() -> unknown(exchange, path));
        AdminRequest request = new AdminRequest(exchange, target.parameters(), documentBytesMax);
        send(
                exchange,
                OPEN_PATHS.contains(path)
                        ? target.handler().handle(request)
                        : threads.call(() -> answer(target.handler(), request, exchange)));
        return true;
    }

    /** Nothing is wrong with a server whose data directory takes or gives nothing. */
    private static AdminAnswer answer(
            AdminHandler handler, AdminRequest request, Exchange exchange) {
        try {
            return handler.handle(request);
        } catch (StoreException e) {
            String message = String.valueOf(e.getMessage());
            LOG.atError().addKeyValue("request_id", exchange.id()).log(message);
            throw Refusal.of(ProblemCode.UNAVAILABLE, message);
        }
    }

    private static boolean isReserved(String path) {
        if (path.startsWith(BASE)) {
            int end = path.indexOf('/', BASE.length());
            return RESOURCES.contains(
                    end < 0 ? path.substring(BASE.length()) : path.substring(BASE.length(), end));
        }
        return OPEN_PATHS.contains(path) || path.equals(METRICS) || path.startsWith(INTERNAL);
    }

    private void send(Exchange exchange, AdminAnswer answer) {
        if (answer.isSent()) {
            return;
        }
        answer.headers().forEach(exchange::setHeader);
        writer.send(exchange, answer.status(), answer.contentType().orElse(null), answer.body());
    }

    private AdminAnswer options(Exchange exchange) {
        Set<RouteMethod> methods = routes.methods(exchange.path());
        if (methods.isEmpty()) {
            throw unknown(exchange, exchange.path().decodedText());
        }
        String allow = allow(methods);
        AdminAnswer answer = AdminAnswer.empty(204).with("Allow", allow);
        boolean isPreflight =
                exchange.header("origin").isPresent()
                        && exchange.header("access-control-request-method").isPresent();
        return isPreflight
                ? answer.with("Access-Control-Allow-Methods", allow)
                        .with(
                                "Access-Control-Allow-Headers",
                                "Authorization, Content-Type, If-Match, If-None-Match")
                : answer;
    }

    private Refusal unknown(Exchange exchange, String path) {
        Set<RouteMethod> methods = routes.methods(exchange.path());
        if (methods.isEmpty()) {
            return Refusal.of(
                    ProblemCode.NOT_FOUND, "No route found for " + exchange.method() + " " + path);
        }
        String allow = allow(methods);
        exchange.setHeader("Allow", allow);
        return Refusal.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                "The path allows " + allow + ", not " + exchange.method());
    }

    private static String allow(Set<RouteMethod> methods) {
        List<String> names = new ArrayList<>();
        for (RouteMethod method : methods) {
            names.add(method.name());
            if (method == RouteMethod.GET) {
                names.add("HEAD");
            }
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }
}
