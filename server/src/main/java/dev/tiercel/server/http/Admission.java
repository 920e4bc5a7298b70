package dev.tiercel.server.http;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.server.auth.Identity;
import dev.tiercel.server.route.RouteLimit;
import dev.tiercel.server.route.ServedRoute;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Who may call a route, and how often: authentication and rate limits, in the order of HTTP-1.
 * Thread-safe.
 */
final class Admission {
    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"tiercel\"");
    private static final Header CHALLENGE_AFTER_TOKEN =
            HeaderValues.createCached(
                    HeaderNames.WWW_AUTHENTICATE,
                    "Bearer realm=\"tiercel\", error=\"invalid_token\"");
    private static final HeaderName LIMIT =
            HeaderNames.create("ratelimit-limit", "RateLimit-Limit");
    private static final HeaderName REMAINING =
            HeaderNames.create("ratelimit-remaining", "RateLimit-Remaining");
    private static final HeaderName RESET =
            HeaderNames.create("ratelimit-reset", "RateLimit-Reset");
    private static final String NULL = "null";

    private final RouteServices services;

    Admission(RouteServices services) {
        this.services = services;
    }

    /**
     * Lets a request through.
     *
     * @throws Refusal if it is not admitted
     * @throws dev.tiercel.runtime.LogicError if the key of the rate limit cannot be computed
     */
    void admit(Exchange exchange, ServedRoute route, RouteRequest request) {
        RouteLimit limit = route.rateLimit().orElse(null);
        boolean isLimitLast = limit != null && needsAuthentication(limit.rule().key());
        if (limit != null && !isLimitLast) {
            take(exchange, route, limit, request);
        }
        if (route.document().options().authRequired()) {
            authenticate(request);
        }
        if (limit != null && isLimitLast) {
            take(exchange, route, limit, request);
        }
    }

    /**
     * Lets a request through that has valid credentials.
     *
     * @throws Refusal if it has none
     */
    static void authenticate(RouteRequest request) {
        Identity identity = request.identity();
        if (identity.claims() == null) {
            throw Refusal.of(
                            ProblemCode.UNAUTHORIZED,
                            identity.hasCredentials()
                                    ? "The credentials are not valid"
                                    : "Credentials are required")
                    .with(identity.hasCredentials() ? CHALLENGE_AFTER_TOKEN : CHALLENGE);
        }
    }

    private static boolean needsAuthentication(RateLimit.Key key) {
        return switch (key) {
            case RateLimit.Key.Address _, RateLimit.Key.Header _ -> false;
            case RateLimit.Key.ApiKey _, RateLimit.Key.Computed _ -> true;
        };
    }

    private void take(
            Exchange exchange, ServedRoute route, RouteLimit limit, RouteRequest request) {
        RateLimiter.Decision decision =
                services.limiter().take(route.id(), limit, key(exchange, route, limit, request));
        ServerResponseHeaders headers = exchange.response().headers();
        headers.set(HeaderValues.create(LIMIT, decision.capacity()));
        headers.set(HeaderValues.create(REMAINING, decision.remaining()));
        headers.set(HeaderValues.create(RESET, decision.fullAfterSeconds()));
        if (!decision.isAdmitted()) {
            throw Refusal.of(ProblemCode.RATE_LIMITED, "Too many requests")
                    .with(
                            HeaderValues.create(
                                    HeaderNames.RETRY_AFTER, decision.retryAfterSeconds()));
        }
    }

    private String key(
            Exchange exchange, ServedRoute route, RouteLimit limit, RouteRequest request) {
        String key =
                switch (limit.rule().key()) {
                    case RateLimit.Key.Address _ -> NULL;
                    case RateLimit.Key.ApiKey _ -> subject(request.identity());
                    case RateLimit.Key.Header(var name) ->
                            exchange.header(name.toLowerCase(Locale.ROOT)).orElse(NULL);
                    case RateLimit.Key.Computed _ -> computed(exchange, route, limit, request);
                };
        // An address is no key that a client could send as well: it has a prefix of its own.
        return key.equals(NULL) ? "ip " + request.address() : "key " + key;
    }

    private static String subject(Identity identity) {
        ObjectValue claims = identity.claims();
        return claims != null && claims.get("sub") instanceof String subject ? subject : NULL;
    }

    private String computed(
            Exchange exchange, ServedRoute route, RouteLimit limit, RouteRequest request) {
        RouteLimit.Key key = limit.key().orElseThrow();
        ResponseBuffer buffer = new ResponseBuffer();
        ExecutionContext context =
                new ExecutionContext(
                        services.environment(),
                        route.limits(),
                        key.locations(),
                        request,
                        new LogicEffects(route.document().name(), exchange, services.webSockets()),
                        buffer);
        try {
            key.program().execute(context);
        } finally {
            context.end();
        }
        return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8);
    }
}
