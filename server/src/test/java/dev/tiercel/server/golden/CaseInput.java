package dev.tiercel.server.golden;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.input.ValueRequest;
import dev.tiercel.server.route.PathParameters;
import dev.tiercel.server.route.RequestPath;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the request of a case as logic sees it. */
final class CaseInput {
    private CaseInput() {}

    /**
     * @param projection reader of the body, null to read the whole of it
     */
    static ValueRequest of(
            CaseRequest written, RouteDocument route, @Nullable ProjectionReader projection) {
        String target = written.target().isEmpty() ? route.path().pattern() : written.target();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        ObjectBuilder headers = new ObjectBuilder();
        written.headers().forEach(headers::put);
        return new ValueRequest(
                new ValueRequest.Head(written.method(), path, "request-1", 0),
                new ValueRequest.Parts(
                        body(written, projection),
                        PathParameters.of(route.path()).values(RequestPath.parse(path)),
                        mark < 0 ? ObjectValue.EMPTY : queryOf(target.substring(mark + 1)),
                        headers.build()),
                written.body().isEmpty() ? null : written.body());
    }

    private static @Nullable Object body(
            CaseRequest written, @Nullable ProjectionReader projection) {
        byte[] bytes = written.body().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return null;
        }
        return projection == null ? JsonReader.read(bytes) : projection.read(bytes);
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
}
