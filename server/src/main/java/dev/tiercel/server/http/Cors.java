package dev.tiercel.server.http;

import dev.tiercel.server.config.ServerConfig;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which origins may read answers (HTTP-21 to HTTP-23). Immutable and thread-safe. */
final class Cors {
    private static final HeaderName REQUEST_METHOD =
            HeaderNames.create("access-control-request-method");
    private static final HeaderName REQUEST_HEADERS =
            HeaderNames.create("access-control-request-headers");
    private static final Header ANY_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final Header CREDENTIALS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    private static final Header VARY_ORIGIN = HeaderValues.createCached(HeaderNames.VARY, "Origin");

    private final boolean allowsAnyOrigin;
    private final Set<String> origins;
    private final boolean allowsAnyHeader;
    private final Set<String> headers;
    private final boolean allowsCredentials;
    private final Header maxAge;
    private final Header exposedHeaders;
    private final boolean exposesHeaders;

    Cors(ServerConfig.Cors settings) {
        this.allowsAnyOrigin = settings.allowedOrigins().contains("*");
        this.origins = Set.copyOf(settings.allowedOrigins());
        this.allowsAnyHeader = settings.allowedHeaders().contains("*");
        this.headers =
                settings.allowedHeaders().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        this.allowsCredentials = settings.allowCredentials();
        this.maxAge =
                HeaderValues.createCached(
                        HeaderNames.ACCESS_CONTROL_MAX_AGE, settings.maxAgeSeconds());
        this.exposesHeaders = !settings.exposedHeaders().isEmpty();
        this.exposedHeaders =
                HeaderValues.createCached(
                        HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                        String.join(", ", settings.exposedHeaders()));
    }

    static boolean isPreflight(Headers request) {
        return request.contains(HeaderNames.ORIGIN) && request.contains(REQUEST_METHOD);
    }

    /** Adds the headers of an answer. */
    void decorate(Headers request, ServerResponseHeaders response) {
        boolean isCrossOrigin = request.contains(HeaderNames.ORIGIN);
        if (allowsAnyOrigin) {
            response.set(ANY_ORIGIN);
        } else {
            response.set(VARY_ORIGIN);
            if (!isCrossOrigin || !origins.contains(request.get(HeaderNames.ORIGIN).get())) {
                return;
            }
            response.set(
                    HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, request.get(HeaderNames.ORIGIN).get());
            if (allowsCredentials) {
                response.set(CREDENTIALS);
            }
        }
        if (isCrossOrigin && exposesHeaders) {
            response.set(exposedHeaders);
        }
    }

    /** Adds the headers of the answer to a preflight (HTTP-22). */
    void decoratePreflight(Headers request, ServerResponseHeaders response, String allow) {
        response.set(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, allow);
        if (request.contains(REQUEST_HEADERS)) {
            List<String> allowed =
                    request.get(REQUEST_HEADERS).allValues().stream()
                            .flatMap(line -> List.of(line.split(",", -1)).stream())
                            .map(String::strip)
                            .filter(name -> isAllowed(name))
                            .toList();
            if (!allowed.isEmpty()) {
                response.set(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", allowed));
            }
        }
        response.set(maxAge);
    }

    private boolean isAllowed(String name) {
        return !name.isEmpty()
                && (allowsAnyHeader || headers.contains(name.toLowerCase(Locale.ROOT)));
    }
}
