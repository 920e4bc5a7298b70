package dev.tiercel.server.admin;

import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.Exchange;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides who may use the admin API (ADM-2, ADM-3). Immutable. */
final class AdminGuard {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final Optional<byte[]> token;
    private final boolean isInsecure;
    private final List<String> allowedOrigins;
    private final String scheme;

    AdminGuard(ServerConfig config) {
        this.token = config.admin().token().map(t -> t.value().getBytes(StandardCharsets.UTF_8));
        this.isInsecure = config.admin().isInsecure();
        this.allowedOrigins = config.admin().allowedOrigins();
        this.scheme = config.server().tls().isPresent() ? "https://" : "http://";
    }

    /**
     * Admits a request as far as its host and origin are concerned, and adds the headers that its
     * origin needs.
     *
     * @throws Refusal if the request comes from elsewhere
     */
    void checkOrigin(Exchange exchange) {
        String host = exchange.header("host").orElse("").toLowerCase(Locale.ROOT);
        if (token.isEmpty() && !isInsecure && !LOOPBACK_NAMES.contains(withoutPort(host))) {
            throw Refusal.of(
                    ProblemCode.FORBIDDEN,
                    "Without a token the admin API answers to localhost only, not to `"
                            + host
                            + "`");
        }
        Optional<String> origin = exchange.header("origin");
        if (origin.isEmpty() || origin.get().equalsIgnoreCase(scheme + host)) {
            return;
        }
        if (!allowedOrigins.contains(origin.get()) && !allowedOrigins.contains("*")) {
            throw Refusal.of(
                    ProblemCode.FORBIDDEN, "The origin `" + origin.get() + "` is not allowed");
        }
        exchange.setHeader("Access-Control-Allow-Origin", origin.get());
        exchange.setHeader(
                "Access-Control-Expose-Headers", "ETag, X-Request-Id, X-Tiercel-Release");
        exchange.setHeader("Vary", "Origin");
    }

    /**
     * Admits a request that has the token, if there is one.
     *
     * @throws Refusal if it does not
     */
    void checkToken(Exchange exchange) {
        if (token.isEmpty() || hasToken(exchange, token.get())) {
            return;
        }
        exchange.setHeader("WWW-Authenticate", "Bearer realm=\"tiercel-admin\"");
        throw Refusal.of(ProblemCode.UNAUTHORIZED, "The admin API needs its token");
    }

    private static boolean hasToken(Exchange exchange, byte[] expected) {
        String header = exchange.header("authorization").orElse("");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        expected,
                        header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
