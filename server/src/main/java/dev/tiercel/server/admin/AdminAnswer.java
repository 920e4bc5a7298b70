package dev.tiercel.server.admin;

import dev.tiercel.server.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An answer of the admin API. Immutable.
 *
 * @param contentType nothing if the answer has no body
 * @param body not copied, so the owner must not change it
 */
record AdminAnswer(
        int status, Optional<String> contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Stands for an answer that has been sent already. */
    static final AdminAnswer SENT = empty(0);

    AdminAnswer {
        headers = Map.copyOf(headers);
    }

    static AdminAnswer json(int status, Consumer<JsonText> members) {
        return jsonText(status, JsonText.object(members));
    }

    /** Returns an answer whose body is JSON text already. */
    static AdminAnswer jsonText(int status, String json) {
        return new AdminAnswer(status, Optional.of(JSON), JsonText.bytes(json), Map.of());
    }

    static AdminAnswer text(int status, String text) {
        return new AdminAnswer(
                status, Optional.of(TEXT), text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static AdminAnswer bytes(String contentType, byte[] body) {
        return new AdminAnswer(200, Optional.of(contentType), body, Map.of());
    }

    static AdminAnswer empty(int status) {
        return new AdminAnswer(status, Optional.empty(), new byte[0], Map.of());
    }

    boolean isSent() {
        return status == 0;
    }

    AdminAnswer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new AdminAnswer(status, contentType, body, all);
    }
}
