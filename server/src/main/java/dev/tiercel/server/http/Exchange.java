package dev.tiercel.server.http;

import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.connector.TraceParent;
import dev.tiercel.server.route.MalformedPathException;
import dev.tiercel.server.route.RequestPath;
import dev.tiercel.server.route.ServedRoute;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Belongs to the thread that handles the request. */
public final class Exchange {
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id", "X-Request-Id");
    private static final String SCHEME_END = "://";

    private final ClientConnection connection;
    private final ServerRequest request;
    private final ServerResponse response;
    private final long startNanos;
    private final String id;
    private int status;
    private @Nullable ServedRoute route;
    private @Nullable String errorCode;
    private long logicNanos = -1;
    private int tier;
    private @Nullable RequestPath path;
    private @Nullable ObjectValue query;

    Exchange(ClientConnection connection, ServerRequest request, ServerResponse response) {
        this.connection = connection;
        this.request = request;
        this.response = response;
        this.startNanos = System.nanoTime();
        this.id = idOf(request.headers());
    }

    /** Returns the id of the request (HTTP-40). */
    public String id() {
        return id;
    }

    /** Returns the method as received. */
    public String method() {
        return request.prologue().method().text();
    }

    /**
     * Returns the path of the request target.
     *
     * @throws Refusal if it is malformed
     */
    public RequestPath path() {
        RequestPath parsed = path;
        if (parsed == null) {
            try {
                parsed = RequestPath.parse(rawPath());
            } catch (MalformedPathException e) {
                throw Refusal.of(ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
            }
            path = parsed;
        }
        return parsed;
    }

    /** Returns the path as received, without scheme and authority of an absolute target. */
    public String rawPath() {
        String raw = request.prologue().uriPath().rawPath();
        if (raw.startsWith("/")) {
            return raw;
        }
        int authority = raw.indexOf(SCHEME_END);
        if (authority < 0) {
            return raw;
        }
        int slash = raw.indexOf('/', authority + SCHEME_END.length());
        return slash < 0 ? "/" : raw.substring(slash);
    }

    /**
     * Returns the query parameters (HTTP-12, HTTP-13).
     *
     * @throws Refusal if they cannot be decoded
     */
    public ObjectValue query() {
        ObjectValue parsed = query;
        if (parsed == null) {
            parsed = parseQuery();
            query = parsed;
        }
        return parsed;
    }

    /** Refuses a query that {@link #query()} would refuse, so that reading it later cannot fail. */
    void checkQuery() {
        // Only an escape can be wrong: the head of a request has no other bytes than those of
        // ASCII.
        if (request.prologue().hasQuery()
                && request.prologue().query().rawValue().indexOf('%') >= 0) {
            query();
        }
    }

    /** Returns a query parameter; nothing if there is none or it is repeated. */
    public Optional<String> queryText(String name) {
        return query().find(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Returns a header by its name in lower case, repeated values joined; nothing if there is none.
     */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(RequestHeaders.value(request.headers(), lowerCaseName));
    }

    /** Sets a header of the answer, in place of one of that name. */
    public void setHeader(String name, String value) {
        response.headers().set(HeaderNames.create(name), value);
    }

    /**
     * Reads the body.
     *
     * @throws Refusal if it is larger than the limit
     */
    public byte[] readBody(long bytesMax) {
        return RequestBody.read(request, bytesMax);
    }

    boolean isHead() {
        return request.prologue().method().equals(Method.HEAD);
    }

    /** Returns the id of the trace to which the request belongs. */
    public Optional<String> traceId() {
        return header("traceparent").flatMap(TraceParent::traceId);
    }

    /** Returns the time in the logic, 0 if none has run. */
    long logicNanos() {
        return Math.max(0, logicNanos);
    }

    /** Notes the status of the answer. */
    void finish(int newStatus) {
        status = newStatus;
    }

    /** Returns the status of the answer, 0 before there is one. */
    int status() {
        return status;
    }

    /** Notes the route that the request matched. */
    void matched(ServedRoute matched) {
        route = matched;
    }

    /** Whether the request matched a route. */
    boolean isMatched() {
        return route != null;
    }

    /** Notes that the logic has ended. */
    void ranLogic(long nanos, int inTier) {
        logicNanos = nanos;
        tier = inTier;
    }

    /** Notes the code of the problem document that is the answer. */
    void failed(String code) {
        errorCode = code;
    }

    RequestObserver.Answered answered() {
        return new RequestObserver.Answered(
                Optional.ofNullable(route),
                method(),
                status,
                System.nanoTime() - startNanos,
                logicNanos,
                tier,
                Optional.ofNullable(errorCode));
    }

    ServerRequestHeaders headers() {
        return request.headers();
    }

    ClientConnection connection() {
        return connection;
    }

    ServerResponse response() {
        return response;
    }

    /** Returns when the head had been read, by {@link System#nanoTime}. */
    long startNanos() {
        return startNanos;
    }

    MediaType mediaType() {
        ServerRequestHeaders headers = request.headers();
        return headers.contains(HeaderNames.CONTENT_TYPE)
                ? MediaType.parse(headers.get(HeaderNames.CONTENT_TYPE).get())
                : MediaType.none();
    }

    private ObjectValue parseQuery() {
        if (!request.prologue().hasQuery()) {
            return ObjectValue.EMPTY;
        }
        try {
            return FormText.parse(request.prologue().query().rawValue());
        } catch (FormText.Malformed e) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, "The query " + e.getMessage());
        }
    }

    private static String idOf(ServerRequestHeaders headers) {
        if (headers.contains(REQUEST_ID)) {
            String given = headers.get(REQUEST_ID).get();
            if (RequestIds.isAcceptable(given)) {
                return given;
            }
        }
        return RequestIds.next();
    }
}
