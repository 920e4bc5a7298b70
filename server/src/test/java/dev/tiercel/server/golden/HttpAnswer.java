package dev.tiercel.server.golden;

import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client receives.
 *
 * @param headers by lower-case name
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
    @Nullable Object json() {
        return JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
