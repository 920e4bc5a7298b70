package dev.tiercel.server.http;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestObject;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.server.input.InputRoots;
import org.jspecify.annotations.Nullable;

/** A request that nobody sent: its parts are given as values (ADM-27). */
final class TrialRequest implements RequestView, InputRoots {
    private final String method;
    private final String path;
    private final String id;
    private final long receivedNanos = System.nanoTime();
    private @Nullable Object body;
    private ObjectValue params;
    private ObjectValue query;
    private ObjectValue headers;

    TrialRequest(String method, String path, String id, RouteTrial.Parts parts) {
        this.method = method;
        this.path = path;
        this.id = id;
        this.body = parts.body();
        this.params = parts.params();
        this.query = parts.query();
        this.headers = parts.headers();
    }

    @Override
    public @Nullable Object root(Root root) {
        return switch (root) {
            case REQUEST -> RequestObject.of(this);
            case BODY -> body;
            case PARAMS -> params;
            case QUERY -> query;
            case HEADERS -> headers;
            case METHOD -> method;
            case PATH -> path;
            case RAW_BODY -> rawBody();
            case COOKIES -> ObjectValue.EMPTY;
            case IP -> "127.0.0.1";
            case ID -> id;
            case AUTH,
                    ENV,
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
        return params.get(name);
    }

    @Override
    public @Nullable Object query(String name) {
        return query.get(name);
    }

    @Override
    public @Nullable Object header(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable Object fields() {
        return body;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public ObjectValue params() {
        return params;
    }

    @Override
    public ObjectValue query() {
        return query;
    }

    @Override
    public ObjectValue headers() {
        return headers;
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

    private @Nullable Object rawBody() {
        if (body == null) {
            return null;
        }
        JsonBuffer json = new JsonBuffer();
        json.value(body);
        return json.text();
    }
}
