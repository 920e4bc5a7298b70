package dev.tiercel.server.golden;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestView;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.input.InputRoots;
import dev.tiercel.server.route.PathParameters;
import dev.tiercel.server.route.RequestPath;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of a case as logic sees it. */
final class TestRequest implements RequestView, InputRoots {
    private final CaseRequest written;
    private final String path;
    private ObjectValue params;
    private ObjectValue query;
    private ObjectValue headers;
    private @Nullable Object body;

    /**
     * @param projection reader of the body, null to read the whole of it
     */
    TestRequest(CaseRequest written, RouteDocument route, @Nullable ProjectionReader projection) {
        this.written = written;
        String target = written.target().isEmpty() ? route.path().pattern() : written.target();
        int mark = target.indexOf('?');
        path = mark < 0 ? target : target.substring(0, mark);
        params = PathParameters.of(route.path()).values(RequestPath.parse(path));
        query = mark < 0 ? ObjectValue.EMPTY : queryOf(target.substring(mark + 1));
        ObjectBuilder fields = new ObjectBuilder();
        written.headers().forEach(fields::put);
        headers = fields.build();
        byte[] bytes = written.body().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            body = projection == null ? JsonReader.read(bytes) : projection.read(bytes);
        }
    }

    private static ObjectValue queryOf(String text) {
        ObjectBuilder query = new ObjectBuilder();
        for (String item : text.split("&")) {
            int equals = item.indexOf('=');
            String name = decoded(item.substring(0, equals));
            String value = decoded(item.substring(equals + 1));
            query.put(
                    name,
                    switch (query.find(name)) {
                        case ArrayValue array -> with(array.toArray(), value);
                        case String first -> with(new Object[] {first}, value);
                        case null, default -> value;
                    });
        }
        return query.build();
    }

    private static ArrayValue with(@Nullable Object[] elements, String last) {
        List<@Nullable Object> all = new ArrayList<>();
        Collections.addAll(all, elements);
        all.add(last);
        return ArrayValue.copyOf(all);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Object root(Root root) {
        return switch (root) {
            case REQUEST -> request();
            case BODY -> body;
            case PARAMS -> params;
            case QUERY -> query;
            case HEADERS -> headers;
            case METHOD -> written.method();
            case PATH -> path;
            case RAW_BODY -> written.body().isEmpty() ? null : written.body();
            case COOKIES -> ObjectValue.EMPTY;
            case IP -> "127.0.0.1";
            case ID -> "request-1";
            case AUTH, ENV -> null;
            case CONNECTION_ID,
                    CONNECTION,
                    MESSAGE,
                    MESSAGE_TYPE,
                    MESSAGE_JSON,
                    CLOSE_CODE,
                    CLOSE_REASON ->
                    null;
        };
    }

    private ObjectValue request() {
        return new ObjectBuilder()
                .put("method", root(Root.METHOD))
                .put("path", path)
                .put("query", query)
                .put("params", params)
                .put("headers", headers)
                .put("cookies", root(Root.COOKIES))
                .put("body", body)
                .put("payload", body)
                .put("raw_body", root(Root.RAW_BODY))
                .put("ip", root(Root.IP))
                .put("id", root(Root.ID))
                .put("auth", null)
                .build();
    }

    @Override
    public @Nullable Object parameter(String name) {
        return member(params, name);
    }

    @Override
    public @Nullable Object query(String name) {
        return member(query, name);
    }

    @Override
    public @Nullable Object header(String name) {
        return member(headers, name);
    }

    private static @Nullable Object member(ObjectValue object, String name) {
        Object value = object.find(name);
        return value == Absent.ABSENT ? null : value;
    }

    @Override
    public @Nullable Object fields() {
        return body;
    }

    @Override
    public long receivedNanos() {
        return 0;
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
}
