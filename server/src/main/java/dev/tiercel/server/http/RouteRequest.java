package dev.tiercel.server.http;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestObject;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.server.auth.Authenticator;
import dev.tiercel.server.auth.Identity;
import dev.tiercel.server.input.InputRoots;
import dev.tiercel.server.route.PathParameters;
import org.jspecify.annotations.Nullable;

/**
 * The request of an HTTP route as its logic sees it (HTTP-12). What is not asked for is not built,
 * but for the body, which is read before the logic runs.
 */
final class RouteRequest implements RequestView, InputRoots {
    private final Exchange exchange;
    private final PathParameters pathParameters;
    private final ClientAddress addresses;
    private final Authenticator authenticator;
    private @Nullable Identity identity;
    private byte[] rawBody = {};
    private @Nullable Object body;
    private @Nullable ObjectValue params;
    private @Nullable ObjectValue query;
    private @Nullable ObjectValue headers;

    RouteRequest(Exchange exchange, PathParameters pathParameters, RouteServices services) {
        this.exchange = exchange;
        this.pathParameters = pathParameters;
        this.addresses = services.addresses();
        this.authenticator = services.authenticator();
    }

    void setBody(byte[] bytes, @Nullable Object value) {
        rawBody = bytes;
        body = value;
    }

    @Override
    public @Nullable Object root(Root root) {
        return switch (root) {
            case REQUEST -> RequestObject.of(this);
            case BODY -> body;
            case PARAMS -> params();
            case QUERY -> query();
            case HEADERS -> headers();
            case METHOD -> exchange.method();
            case PATH -> exchange.path().decodedText();
            case RAW_BODY -> BodyValue.raw(rawBody, exchange.mediaType());
            case COOKIES -> RequestHeaders.cookies(exchange.headers());
            case IP -> address();
            case ID -> exchange.id();
            case AUTH -> identity().claims();
            case ENV,
                    CONNECTION_ID,
                    CONNECTION,
                    MESSAGE,
                    MESSAGE_TYPE,
                    MESSAGE_JSON,
                    CLOSE_CODE,
                    CLOSE_REASON ->
                    null;
        };
    }

    @Override
    public @Nullable Object parameter(String name) {
        return params == null ? pathParameters.value(name, exchange.path()) : params.get(name);
    }

    @Override
    public @Nullable Object query(String name) {
        return query().get(name);
    }

    @Override
    public @Nullable Object header(String name) {
        return headers == null ? RequestHeaders.value(exchange.headers(), name) : headers.get(name);
    }

    @Override
    public @Nullable Object fields() {
        return body;
    }

    @Override
    public long receivedNanos() {
        return exchange.startNanos();
    }

    @Override
    public ObjectValue params() {
        ObjectValue values = params;
        if (values == null) {
            values = pathParameters.values(exchange.path());
            params = values;
        }
        return values;
    }

    @Override
    public ObjectValue query() {
        return query == null ? exchange.query() : query;
    }

    @Override
    public ObjectValue headers() {
        ObjectValue values = headers;
        if (values == null) {
            values = RequestHeaders.all(exchange.headers());
            headers = values;
        }
        return values;
    }

    @Override
    public @Nullable Object body() {
        return body;
    }

    @Override
    public void replaceParams(ObjectValue newParams) {
        params = newParams;
    }

    @Override
    public void replaceQuery(ObjectValue newQuery) {
        query = newQuery;
    }

    @Override
    public void replaceHeaders(ObjectValue newHeaders) {
        headers = newHeaders;
    }

    @Override
    public void replaceBody(@Nullable Object newBody) {
        body = newBody;
    }

    /** Takes a token for the credentials of the request, unless headers carry some (WS-9). */
    void setToken(String token) {
        if (!identity().hasCredentials()) {
            identity = authenticator.identify("Bearer " + token, null);
        }
    }

    /** Returns who sent the request. */
    Identity identity() {
        Identity found = identity;
        if (found == null) {
            String authorization = RequestHeaders.value(exchange.headers(), "authorization");
            String apiKey = RequestHeaders.value(exchange.headers(), "x-api-key");
            found =
                    authorization == null && apiKey == null
                            ? Identity.NONE
                            : authenticator.identify(authorization, apiKey);
            identity = found;
        }
        return found;
    }

    String address() {
        String peer = exchange.connection().address();
        if (!addresses.hasTrustedProxies()) {
            return peer;
        }
        String forwarded = RequestHeaders.value(exchange.headers(), "x-forwarded-for");
        return forwarded == null ? peer : addresses.of(peer, forwarded);
    }
}
