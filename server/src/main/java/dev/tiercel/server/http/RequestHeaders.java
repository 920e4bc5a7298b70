package dev.tiercel.server.http;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request headers as values of the language (HTTP-12). */
final class RequestHeaders {
    private RequestHeaders() {}

    /** Returns a header by its name in lower case, its values joined; null if there is none. */
    static @Nullable String value(Headers headers, String lowerCaseName) {
        HeaderName name = HeaderNames.createFromLowercase(lowerCaseName);
        return headers.contains(name) ? text(headers.get(name)) : null;
    }

    /** Returns all headers by their names in lower case. */
    static ObjectValue all(Headers headers) {
        ObjectBuilder object = new ObjectBuilder(headers.size());
        for (Header header : headers) {
            object.put(header.headerName().lowerCase(), text(header));
        }
        return object.build();
    }

    /** Returns the cookies; of a repeated name the first. */
    static ObjectValue cookies(Headers headers) {
        if (!headers.contains(HeaderNames.COOKIE)) {
            return ObjectValue.EMPTY;
        }
        ObjectBuilder object = new ObjectBuilder();
        for (String line : headers.get(HeaderNames.COOKIE).allValues()) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String name = pair.substring(0, equals).strip();
                    if (object.find(name) == Absent.ABSENT) {
                        object.put(name, unquoted(pair.substring(equals + 1).strip()));
                    }
                }
            }
        }
        return object.build();
    }

    private static String text(Header header) {
        if (header.valueCount() == 1) {
            return header.get();
        }
        List<String> values = header.allValues();
        return String.join(", ", values);
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
