package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.server.route.RouteLimit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rate limits by a moved clock, and over the socket (http.md, section 10). */
class RateLimitTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter(now::get);

    @Test
    @DisplayName("HTTP-35, HTTP-37: capacity is burst, the refill even, the answer exact")
    void bucket() {
        RouteLimit limit = limit("a", 60, 60, 3);

        assertThat(limiter.take("r", limit, "k"))
                .isEqualTo(new RateLimiter.Decision(true, 3, 2, 1, 1));
        assertThat(limiter.take("r", limit, "k").remaining()).isEqualTo(1);
        assertThat(limiter.take("r", limit, "k").remaining()).isZero();
        assertThat(limiter.take("r", limit, "k"))
                .isEqualTo(new RateLimiter.Decision(false, 3, 0, 3, 1));
        now.addAndGet(SECOND / 2);
        assertThat(limiter.take("r", limit, "k").isAdmitted()).isFalse();
        now.addAndGet(SECOND / 2);
        assertThat(limiter.take("r", limit, "k").isAdmitted()).isTrue();
        assertThat(limiter.take("r", limit, "k").isAdmitted()).isFalse();
    }

    @Test
    void retryAfterIsWholeSeconds() {
        RouteLimit limit = limit("a", 1, 60, 1);

        assertThat(limiter.take("r", limit, "k").isAdmitted()).isTrue();
        assertThat(limiter.take("r", limit, "k").retryAfterSeconds()).isEqualTo(60);
        now.addAndGet(SECOND * 10);
        assertThat(limiter.take("r", limit, "k").retryAfterSeconds()).isEqualTo(50);
    }

    @Test
    @DisplayName("HTTP-35: buckets are per route and key, and survive as long as the text does")
    void keysAndReleases() {
        RouteLimit limit = limit("a", 1, 60, 1);

        assertThat(limiter.take("r", limit, "k").isAdmitted()).isTrue();
        assertThat(limiter.take("r", limit, "other").isAdmitted()).isTrue();
        assertThat(limiter.take("other", limit, "k").isAdmitted()).isTrue();
        assertThat(limiter.take("r", limit("a", 1, 60, 1), "k").isAdmitted()).isFalse();
        assertThat(limiter.take("r", limit("b", 1, 60, 1), "k").isAdmitted()).isTrue();
    }

    @Test
    void bucketsThatAreFullAgainAreForgotten() {
        RouteLimit limit = limit("a", 1, 60, 1);
        for (int route = 0; route < 5000; route++) {
            limiter.take("gone " + route, limit, "k");
        }
        assertThat(limiter.buckets()).isEqualTo(5000);
        assertThat(limiter.take("gone 0", limit, "k").isAdmitted()).isFalse();
        now.addAndGet(SECOND * 61);

        for (int route = 0; route < 5000; route++) {
            limiter.take("new " + route, limit, "k");
        }

        assertThat(limiter.buckets()).isLessThanOrEqualTo(8192);
        assertThat(limiter.take("new 0", limit, "k").isAdmitted()).isFalse();
    }

    @Test
    @DisplayName("HTTP-36: clients that make keys up fill no memory, and do not fill their buckets")
    void bucketsAreBounded() {
        RouteLimit limit = limit("a", 60, 60, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take("r", limit, "greedy").isAdmitted()).isTrue();
        }

        for (int i = 0; i < RateLimiter.BUCKETS_MAX; i++) {
            limiter.take("r", limit, "made up " + i);
        }

        assertThat(limiter.buckets()).isEqualTo(RateLimiter.BUCKETS_MAX / 2 + 1);
        assertThat(limiter.take("r", limit, "greedy").isAdmitted()).isFalse();
    }

    @Test
    @DisplayName("HTTP-36: long keys are told apart")
    void longKeys() {
        RouteLimit limit = limit("a", 1, 60, 1);
        String key = "key " + "x".repeat(8000);

        assertThat(limiter.take("r", limit, key + "1").isAdmitted()).isTrue();
        assertThat(limiter.take("r", limit, key + "2").isAdmitted()).isTrue();
        assertThat(limiter.take("r", limit, key + "1").isAdmitted()).isFalse();
    }

    private static RouteLimit limit(String text, long requests, int seconds, long burst) {
        return new RouteLimit(
                new RateLimit.Requests(requests, seconds, burst, new RateLimit.Key.Address()),
                text,
                Optional.empty());
    }

    @Test
    @DisplayName("HTTP-36, HTTP-37: headers on every answer, 429 without token, keys of each kind")
    void overTheSocket() {
        String routes =
                """
                path: /ip
                method: GET
                rate_limit: {requests: 2, per: hour}
                logic: [{return: 1}]
                ---
                path: /header
                method: GET
                rate_limit: {requests: 1, per: hour, key: "header:X-Tenant"}
                logic: [{return: 1}]
                ---
                path: /key
                method: GET
                auth_required: true
                rate_limit: {requests: 1, per: hour, key: api_key}
                logic: [{return: 1}]
                ---
                path: /computed/:tenant
                method: GET
                rate_limit: {requests: 1, per: hour, key: "params.tenant ?? query.t"}
                logic: [{return: 1}]
                ---
                path: /failing
                method: GET
                rate_limit: {requests: 5, per: hour}
                logic: [{throw: no}]
                """;
        String configuration = "auth: {api_keys: [{name: a, key: k1}, {name: b, key: k2}]}";
        try (RunningServer server = RunningServer.configured(configuration, routes)) {
            RawAnswer first = server.get("/ip");
            assertThat(first.header("RateLimit-Limit")).isEqualTo("2");
            assertThat(first.header("RateLimit-Remaining")).isEqualTo("1");
            assertThat(first.header("RateLimit-Reset")).isEqualTo("1800");
            assertThat(server.get("/ip").status()).isEqualTo(200);
            RawAnswer refused = server.get("/ip");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.member("code")).isEqualTo("RATE_LIMITED");
            assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1700, 1800);

            assertThat(server.get("/header", "X-Tenant: a").status()).isEqualTo(200);
            assertThat(server.get("/header", "X-Tenant: b").status()).isEqualTo(200);
            assertThat(server.get("/header", "X-Tenant: a").status()).isEqualTo(429);
            assertThat(server.get("/header").status()).isEqualTo(200);
            assertThat(server.get("/header").status()).isEqualTo(429);

            assertThat(server.get("/key", "X-API-Key: bad").status()).isEqualTo(401);
            assertThat(server.get("/key", "X-API-Key: k1").status()).isEqualTo(200);
            assertThat(server.get("/key", "X-API-Key: k2").status()).isEqualTo(200);
            assertThat(server.get("/key", "X-API-Key: k1").status()).isEqualTo(429);

            assertThat(server.get("/computed/x").status()).isEqualTo(200);
            assertThat(server.get("/computed/y").status()).isEqualTo(200);
            assertThat(server.get("/computed/x").status()).isEqualTo(429);

            assertThat(server.get("/failing").header("RateLimit-Remaining")).isEqualTo("4");
        }
    }
}
