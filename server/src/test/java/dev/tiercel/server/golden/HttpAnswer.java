package dev.tiercel.server.golden;

import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client receives.
 *
 * @param headers by lower-case name
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
    /** Returns the body, which is a JSON object. */
    ObjectValue object() {
        return object(JsonReader.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    static ObjectValue object(@Nullable Object value) {
        return (ObjectValue) Objects.requireNonNull(value);
    }
}
