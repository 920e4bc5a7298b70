package dev.tiercel.server.input;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestObject;
import dev.tiercel.runtime.RequestView;
import org.jspecify.annotations.Nullable;

/** A request that nobody sent: its parts are given as values. Belongs to one thread. */
public final class ValueRequest implements RequestView, InputRoots {
    private final Head head;
    private final @Nullable String rawBody;
    private @Nullable Object body;
    private ObjectValue params;
    private ObjectValue query;
    private ObjectValue headers;

    /**
     * What stands before the headers, and when it came.
     *
     * @param receivedNanos by the clock of the execution
     */
    public record Head(String method, String path, String id, long receivedNanos) {}

    /**
     * What logic gets.
     *
     * @param headers with names in lower case
     */
    public record Parts(
            @Nullable Object body, ObjectValue params, ObjectValue query, ObjectValue headers) {}

    /** Makes a request whose text of the body is the JSON form of its value. */
    public ValueRequest(Head head, Parts parts) {
        this(head, parts, parts.body() == null ? null : json(parts.body()));
    }

    /** Makes a request with a text of its body, null if it has none. */
    public ValueRequest(Head head, Parts parts, @Nullable String rawBody) {
        this.head = head;
        this.rawBody = rawBody;
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
            case METHOD -> head.method();
            case PATH -> head.path();
            case RAW_BODY -> rawBody;
            case COOKIES -> ObjectValue.EMPTY;
            case IP -> "127.0.0.1";
            case ID -> head.id();
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
        return head.receivedNanos();
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

    private static String json(Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }
}
